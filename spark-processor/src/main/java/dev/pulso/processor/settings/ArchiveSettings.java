package dev.pulso.processor.settings;

import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;

/**
 * Settings of the archive.
 *
 * @param enabled {@code pulso.processor.archive.enabled}: whether posts and events are filed
 * @param directory {@code pulso.processor.archive}: directory (any Hadoop URI); by default {@code archive} under
 *     {@code pulso.data.dir}
 * @param trigger {@code pulso.processor.archive.trigger}: time between the starts of two batches, and before the first
 * @param maxOffsetsPerTrigger {@code pulso.processor.archive.max.offsets.per.trigger}: most records of one batch
 * @param fanIn {@code pulso.processor.archive.fan.in}: how many segments of a size are merged into one
 */
public record ArchiveSettings(
        boolean enabled, String directory, Duration trigger, long maxOffsetsPerTrigger, int fanIn) {
    private static final String PREFIX = "pulso.processor.archive.";

    public ArchiveSettings {
        Settings.require(!directory.isBlank(), "pulso.processor.archive is empty");
        Settings.require(!trigger.isNegative(), PREFIX + "trigger is negative");
        Settings.require(maxOffsetsPerTrigger > 0, PREFIX + "max.offsets.per.trigger is not positive");
        Settings.require(fanIn >= 2, PREFIX + "fan.in is below 2");
    }

    static ArchiveSettings of(SmallRyeConfig config, String dataDir) {
        return new ArchiveSettings(
                config.getOptionalValue(PREFIX + "enabled", Boolean.class).orElse(true),
                config.getOptionalValue("pulso.processor.archive", String.class).orElse(dataDir + "/archive"),
                config.getOptionalValue(PREFIX + "trigger", Duration.class).orElse(Duration.ofSeconds(30)),
                config.getOptionalValue(PREFIX + "max.offsets.per.trigger", Long.class)
                        .orElse(400_000L),
                config.getOptionalValue(PREFIX + "fan.in", Integer.class).orElse(30));
    }
}
