package dev.pulso.ingest;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings read the way the service reads them, without the service. */
public final class Settings {
    private static final int PRIORITY = 200;

    private Settings() {}

    public static <T> T of(Class<T> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", PRIORITY))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
