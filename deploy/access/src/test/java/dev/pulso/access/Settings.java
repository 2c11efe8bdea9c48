package dev.pulso.access;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings read the way services read them, without a service. */
final class Settings {
    private static final int PRIORITY = 200;

    private Settings() {}

    static <T> T of(Class<T> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", PRIORITY))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
