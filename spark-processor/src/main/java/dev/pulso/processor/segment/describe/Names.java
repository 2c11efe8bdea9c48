package dev.pulso.processor.segment.describe;

import dev.pulso.contracts.segment.Segmentation.Effect;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definition.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names of what distinguishes: the words of a segment's strongest features. */
final class Names {
    private static final double NOTABLE = 0.4;
    private static final int USUAL = 2;

    private final Map<String, Feature> features;

    private Names(Definition definition) {
        features = definition.features().stream().collect(Collectors.toMap(Feature::name, Function.identity()));
    }

    /**
     * @param effects of each segment, strongest first
     * @return as many names, all different
     */
    static List<String> of(Definition definition, List<List<Effect>> effects) {
        Names names = new Names(definition);
        List<String> all = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (List<Effect> each : effects) {
            String name = names.words(each, USUAL);
            for (int more = USUAL + 1; taken.contains(name) && more <= each.size(); more++) {
                name = names.words(each, more);
            }
            String unnumbered = name;
            for (int number = 2; !taken.add(name); number++) {
                name = unnumbered + " " + number;
            }
            all.add(name);
        }
        return all;
    }

    private String words(List<Effect> effects, int most) {
        String words = effects.stream()
                .filter(effect -> Math.abs(effect.effect()) >= NOTABLE)
                .limit(most)
                .map(this::word)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Definition.AVERAGE : words;
    }

    private String word(Effect effect) {
        Feature feature = features.get(effect.feature());
        if (feature == null) {
            return effect.feature();
        }
        return effect.effect() > 0 ? feature.high() : feature.low();
    }
}
