package dev.pulso.dashboard.page;

import dev.pulso.dashboard.world.FakeResults;
import dev.pulso.dashboard.world.ResultsWorld;
import dev.pulso.dashboard.world.SampleDay;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Broker, stand-in for results-service and an hour of sample data for the running service. */
public final class PageWorld implements QuarkusTestResourceLifecycleManager {
    private ResultsWorld world;
    private FakeResults results;

    @Override
    public Map<String, String> start() {
        world = new ResultsWorld();
        results = new FakeResults(world);
        new SampleDay(world).hour();
        return Map.of("kafka.bootstrap.servers", world.bootstrapServers(), "pulso.gateway.results-url", results.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(world, new TestInjector.MatchesType(ResultsWorld.class));
    }

    @Override
    public void stop() {
        results.close();
        world.close();
    }
}
