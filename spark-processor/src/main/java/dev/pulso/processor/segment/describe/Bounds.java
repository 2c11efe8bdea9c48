package dev.pulso.processor.segment.describe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way from the root of a tree to a leaf: for each feature what it is above and what it does not exceed. */
final class Bounds {
    private static final MathContext READABLE = new MathContext(4);

    private final Map<String, Bound> byFeature;

    private record Bound(@Nullable Double above, @Nullable Double upTo) {}

    private Bounds(Map<String, Bound> byFeature) {
        this.byFeature = byFeature;
    }

    static Bounds none() {
        return new Bounds(Map.of());
    }

    /** Deeper in a tree a bound on the same feature is always the tighter one. */
    Bounds upTo(String feature, double threshold) {
        return with(feature, new Bound(bound(feature).above, threshold));
    }

    Bounds above(String feature, double threshold) {
        return with(feature, new Bound(threshold, bound(feature).upTo));
    }

    private Bound bound(String feature) {
        return byFeature.getOrDefault(feature, new Bound(null, null));
    }

    private Bounds with(String feature, Bound bound) {
        Map<String, Bound> copy = new LinkedHashMap<>(byFeature);
        copy.put(feature, bound);
        return new Bounds(copy);
    }

    /** As SQL: {@code frequency > 6.5 and recencyDays <= 30}. */
    @Override
    public String toString() {
        List<String> conditions = new ArrayList<>();
        byFeature.forEach((feature, bound) -> {
            if (bound.above != null) {
                conditions.add(feature + " > " + readable(bound.above));
            }
            if (bound.upTo != null) {
                conditions.add(feature + " <= " + readable(bound.upTo));
            }
        });
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    static String readable(double number) {
        if (Math.abs(number) < 1e-9) {
            return "0";
        }
        return new BigDecimal(number).round(READABLE).stripTrailingZeros().toPlainString();
    }
}
