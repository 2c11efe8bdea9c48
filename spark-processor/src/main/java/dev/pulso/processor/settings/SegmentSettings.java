package dev.pulso.processor.settings;

import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;

/**
 * Settings of segmentation. Both directories are on a file system of the driver.
 *
 * @param enabled {@code pulso.processor.segments.enabled}: whether segmentations are trained
 * @param definitions {@code pulso.processor.segments.definitions}: directory of segmentation files beside those that ship; by
 *     default {@code segmentations} under {@code pulso.data.dir}
 * @param models {@code pulso.processor.segments.models}: directory of the trained versions; by default {@code models} under
 *     {@code pulso.data.dir}; executors must see it
 * @param check {@code pulso.processor.segments.check}: time between two looks whether a training is due, and before the first
 */
public record SegmentSettings(boolean enabled, String definitions, String models, Duration check) {
    private static final String PREFIX = "pulso.processor.segments.";

    public SegmentSettings {
        Settings.require(!definitions.isBlank(), PREFIX + "definitions is empty");
        Settings.require(!models.isBlank(), PREFIX + "models is empty");
        Settings.require(check.compareTo(Duration.ofSeconds(1)) >= 0, PREFIX + "check is below PT1S");
    }

    static SegmentSettings of(SmallRyeConfig config, String dataDir) {
        return new SegmentSettings(
                config.getOptionalValue(PREFIX + "enabled", Boolean.class).orElse(true),
                config.getOptionalValue(PREFIX + "definitions", String.class).orElse(dataDir + "/segmentations"),
                config.getOptionalValue(PREFIX + "models", String.class).orElse(dataDir + "/models"),
                config.getOptionalValue(PREFIX + "check", Duration.class).orElse(Duration.ofMinutes(3)));
    }
}
