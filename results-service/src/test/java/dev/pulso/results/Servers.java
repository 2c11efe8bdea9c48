package dev.pulso.results;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.PostgresServer;
import dev.pulso.embedded.TopicProvisioner;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A broker with the topics of the description and an empty database, once for all tests of the module. */
public final class Servers implements QuarkusTestResourceLifecycleManager {
    private KafkaBroker kafka;
    private PostgresServer postgres;
    private FakeProcessor processor;

    @Override
    public Map<String, String> start() {
        kafka = KafkaBroker.start();
        TopicProvisioner.createMissing(kafka.bootstrapServers());
        postgres = PostgresServer.start();
        processor = new FakeProcessor();
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("quarkus.datasource.jdbc.url", postgres.jdbcUrl()),
                Map.entry("quarkus.datasource.username", postgres.user()),
                Map.entry("quarkus.datasource.password", postgres.password()),
                Map.entry("pulso.processor.url", processor.url()),
                // Sums are made while the tests look, so that they meet every state of them.
                Map.entry("pulso.rollups.every", "0.1s"),
                Map.entry("pulso.rollups.settle", "PT0.1S"),
                Map.entry("pulso.webhooks.every", "0.1s"),
                Map.entry("pulso.webhooks.timeout", "PT2S"),
                Map.entry("pulso.webhooks.retry-min", "PT0.1S"),
                Map.entry("pulso.webhooks.retry-max", "PT0.5S"),
                Map.entry("quarkus.http.test-port", "0"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(kafka, new TestInjector.MatchesType(KafkaBroker.class));
        injector.injectIntoFields(postgres, new TestInjector.MatchesType(PostgresServer.class));
    }

    @Override
    public void stop() {
        if (processor != null) {
            processor.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
