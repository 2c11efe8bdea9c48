package dev.pulso.access.broker;

import dev.pulso.contracts.broker.BrokerSecurity;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives what {@link BrokerSecurity} makes of {@code PULSO_KAFKA_*} to every Kafka client of a Quarkus service: those of
 * SmallRye's channels and those made from {@code @Identifier("default-kafka-broker")} alike.
 */
public final class BrokerSecuritySource implements ConfigSourceFactory {
    private static final String NAME = "PULSO_KAFKA_*";
    /** Above application.properties (250), below the environment (300). */
    private static final int ORDINAL = 290;

    /** @throws IllegalArgumentException naming the setting that is wrong: the service does not start */
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> kafka = new LinkedHashMap<>();
        BrokerSecurity.clientProperties(name -> context.getValue(name).getValue())
                // The value is no expression, whatever a password looks like.
                .forEach((name, value) -> kafka.put("kafka." + name, value.replace("$", "\\$")));
        return kafka.isEmpty() ? List.of() : List.of(new PropertiesConfigSource(kafka, NAME, ORDINAL));
    }
}
