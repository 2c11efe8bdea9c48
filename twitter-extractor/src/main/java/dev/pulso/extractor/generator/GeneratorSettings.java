package dev.pulso.extractor.generator;

import java.util.Map;
import java.util.Set;

/**
 * What to generate.
 *
 * @param rate posts a second
 * @param seed the same seed gives the same tags, languages and bursts
 * @param tags how many hashtags there are
 * @param authors how many authors there are
 */
record GeneratorSettings(double rate, long seed, int tags, int authors) {
    private static final Set<String> NAMES = Set.of("rate", "seed", "tags", "authors");
    private static final double HIGHEST_RATE = 20_000;

    GeneratorSettings {
        if (!(rate > 0 && rate <= HIGHEST_RATE)) {
            throw new IllegalArgumentException("rate is posts per second, greater than 0 and at most 20000");
        }
        if (tags < 1 || authors < 1) {
            throw new IllegalArgumentException("tags and authors are at least 1");
        }
    }

    /** @throws IllegalArgumentException if a setting is unknown or wrong */
    static GeneratorSettings of(Map<String, String> settings) {
        for (String name : settings.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("a generator has no setting '" + name + "'; it has "
                        + NAMES.stream().sorted().toList());
            }
        }
        try {
            return new GeneratorSettings(
                    Double.parseDouble(settings.getOrDefault("rate", "20")),
                    Long.parseLong(settings.getOrDefault("seed", "1")),
                    Integer.parseInt(settings.getOrDefault("tags", "400")),
                    Integer.parseInt(settings.getOrDefault("authors", "5000")));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the settings of a generator are numbers");
        }
    }
}
