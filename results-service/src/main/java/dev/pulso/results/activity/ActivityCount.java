package dev.pulso.results.activity;

import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.results.sketch.Sketches;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What has been counted for an event type and source in a minute.
 *
 * @param subjects sketch of the subjects; goes when the last event goes
 * @param valueSum null as long as no event had a value
 * @param span minutes it stands for: more than one in days that have been thinned
 */
record ActivityCount(
        long events, byte @Nullable [] subjects, @Nullable BigDecimal valueSum, int span) {
    static final ActivityCount NOTHING = new ActivityCount(0, null, null, 1);

    /** @throws ArithmeticException if a count leaves the range of a long */
    ActivityCount plus(ActivityDelta delta, byte @Nullable [] sketch) {
        long sum = Math.addExact(events, delta.events());
        return new ActivityCount(
                sum, sum <= 0 ? null : Sketches.union(subjects, sketch), sum(valueSum, delta.valueSum()), span);
    }

    /** Distinct subjects, never more than events. */
    long subjectEstimate() {
        return Math.min(Sketches.estimate(subjects), Math.max(events, 0));
    }

    static @Nullable BigDecimal sum(@Nullable BigDecimal left, @Nullable BigDecimal right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.add(right);
    }
}
