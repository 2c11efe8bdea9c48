package dev.pulso.dashboard.page;

import dev.pulso.dashboard.world.FakeExtractor;
import dev.pulso.dashboard.world.FakeResults;
import dev.pulso.dashboard.world.ResultsWorld;
import dev.pulso.dashboard.world.SampleDay;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Broker, stand-ins for results-service and twitter-extractor, and an hour of sample data for the running service. */
public final class PageWorld implements QuarkusTestResourceLifecycleManager {
    private ResultsWorld world;
    private FakeResults results;
    private FakeExtractor extractor;

    @Override
    public Map<String, String> start() {
        world = new ResultsWorld();
        results = new FakeResults(world);
        extractor = new FakeExtractor();
        new SampleDay(world).hour();
        return Map.of(
                "kafka.bootstrap.servers",
                world.bootstrapServers(),
                "pulso.gateway.results-url",
                results.url(),
                "pulso.gateway.extractor-url",
                extractor.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(world, new TestInjector.MatchesType(ResultsWorld.class));
        injector.injectIntoFields(results, new TestInjector.MatchesType(FakeResults.class));
        injector.injectIntoFields(extractor, new TestInjector.MatchesType(FakeExtractor.class));
    }

    @Override
    public void stop() {
        extractor.close();
        results.close();
        world.close();
    }
}
