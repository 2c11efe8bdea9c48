package dev.pulso.processor.segment.describe;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.train.Points;
import dev.pulso.processor.segment.train.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Why an entity is in its segment and what would move it.
 *
 * @param nearest number of the second nearest cluster, -1 without one
 * @param why the feature that speaks most for its own segment rather than the nearest other
 * @param mover the smallest change of one feature that brings it nearer to the other; null if that leads to where nobody is
 */
public record Explanation(
        int nearest, @Nullable String why, @Nullable String mover) {
    /** Standard deviations from the mean. Farther out there is hardly an entity: to go there is no advice. */
    private static final double FARTHEST = 4;

    /** @param features of the entity, in original units */
    public static Explanation of(double[] features, int own, double[][] centers, Scale scale, Definition definition) {
        double[] scaled = scale.toScaled(features);
        int nearest = Points.nearest(scaled, centers, own);
        if (nearest < 0) {
            return new Explanation(-1, null, null);
        }
        return new Explanation(
                nearest,
                why(features, scaled, centers[own], centers[nearest], scale, definition),
                mover(features, scaled, centers[own], centers[nearest], scale, definition));
    }

    private static String why(
            double[] features, double[] scaled, double[] own, double[] other, Scale scale, Definition definition) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < scaled.length; f++) {
            double speaks = Math.pow(scaled[f] - other[f], 2) - Math.pow(scaled[f] - own[f], 2);
            if (speaks > most) {
                most = speaks;
                best = f;
            }
        }
        return "%s %s is nearer to %s than to %s"
                .formatted(
                        definition.features().get(best).name(),
                        Bounds.readable(features[best]),
                        Bounds.readable(scale.toOriginal(best, own[best])),
                        Bounds.readable(scale.toOriginal(best, other[best])));
    }

    private static @Nullable String mover(
            double[] features, double[] scaled, double[] own, double[] other, Scale scale, Definition definition) {
        double ahead = Points.squaredDistance(scaled, other) - Points.squaredDistance(scaled, own);
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        double target = 0;
        for (int f = 0; f < scaled.length; f++) {
            double step = ahead / (2 * (other[f] - own[f]));
            double moved = scale.toOriginal(f, scaled[f] + step);
            // Below 0 there is nothing to go to after a logarithm.
            boolean possible = Math.abs(scaled[f] + step) <= Math.max(FARTHEST, Math.abs(scaled[f]))
                    && (!scale.log1p() || moved >= 0);
            if (possible && Math.abs(step) < least) {
                least = Math.abs(step);
                best = f;
                target = moved;
            }
        }
        return best < 0
                ? null
                : "%s %s → %s"
                        .formatted(
                                definition.features().get(best).name(),
                                Bounds.readable(features[best]),
                                Bounds.readable(target));
    }
}
