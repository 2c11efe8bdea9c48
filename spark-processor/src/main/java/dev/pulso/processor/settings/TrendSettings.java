package dev.pulso.processor.settings;

import dev.pulso.processor.trend.Rules;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;

/**
 * Settings of the trends.
 *
 * @param enabled {@code pulso.processor.trends.enabled}: whether trends are looked for
 * @param trigger {@code pulso.processor.trends.trigger}: time between the starts of two batches, and before the first
 * @param maxOffsetsPerTrigger {@code pulso.processor.trends.max.offsets.per.trigger}: most records of one batch
 * @param window {@code pulso.processor.trends.window}: length of the windows in which authors are counted
 * @param memory {@code pulso.processor.trends.memory}: half-life of what is usual for a hashtag
 * @param warmUp {@code pulso.processor.trends.warm.up}: event time a stream is watched for before it is judged
 * @param threshold {@code pulso.processor.trends.threshold}: score from which a hashtag trends, in standard deviations
 * @param minAuthors {@code pulso.processor.trends.min.authors}: fewest authors of a trend in a window
 * @param halfLife {@code pulso.processor.trends.half.life}: time in which the score of a past peak halves
 */
public record TrendSettings(
        boolean enabled,
        Duration trigger,
        long maxOffsetsPerTrigger,
        Duration window,
        Duration memory,
        Duration warmUp,
        double threshold,
        int minAuthors,
        Duration halfLife) {
    private static final String PREFIX = "pulso.processor.trends.";

    public TrendSettings {
        Settings.require(!trigger.isNegative(), PREFIX + "trigger is negative");
        Settings.require(maxOffsetsPerTrigger > 0, PREFIX + "max.offsets.per.trigger is not positive");
        Settings.require(
                window.toSeconds() > 0 && window.toSeconds() % 60 == 0, PREFIX + "window is not of whole minutes");
        Settings.require(memory.compareTo(window) >= 0, PREFIX + "memory is shorter than the window");
        Settings.require(!warmUp.isNegative(), PREFIX + "warm.up is negative");
        Settings.require(threshold > 0, PREFIX + "threshold is not positive");
        Settings.require(minAuthors > 0, PREFIX + "min.authors is not positive");
        Settings.require(halfLife.toSeconds() > 0, PREFIX + "half.life is below a second");
    }

    static TrendSettings of(SmallRyeConfig config) {
        return new TrendSettings(
                config.getOptionalValue(PREFIX + "enabled", Boolean.class).orElse(true),
                duration(config, "trigger", Duration.ofSeconds(5)),
                config.getOptionalValue(PREFIX + "max.offsets.per.trigger", Long.class)
                        .orElse(25_000L),
                duration(config, "window", Rules.DEFAULT.window()),
                duration(config, "memory", Rules.DEFAULT.memory()),
                duration(config, "warm.up", Rules.DEFAULT.warmUp()),
                config.getOptionalValue(PREFIX + "threshold", Double.class).orElse(Rules.DEFAULT.threshold()),
                config.getOptionalValue(PREFIX + "min.authors", Integer.class).orElse(Rules.DEFAULT.minAuthors()),
                duration(config, "half.life", Rules.DEFAULT.halfLife()));
    }

    private static Duration duration(SmallRyeConfig config, String key, Duration otherwise) {
        return config.getOptionalValue(PREFIX + key, Duration.class).orElse(otherwise);
    }
}
