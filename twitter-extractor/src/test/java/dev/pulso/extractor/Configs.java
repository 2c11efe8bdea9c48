package dev.pulso.extractor;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Configuration as the service reads it, without the service. */
public final class Configs {
    private Configs() {}

    /** The defaults of a mapping, but for {@code values}. */
    public static <T> T of(Class<T> mapping, Map<String, String> values) {
        return from(mapping, new PropertiesConfigSource(values, "test", 100));
    }

    /** What a mapping makes of an environment. */
    public static <T> T ofEnvironment(Class<T> mapping, Map<String, String> variables) {
        return from(mapping, new EnvConfigSource(variables, 300));
    }

    private static <T> T from(Class<T> mapping, ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(source)
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
