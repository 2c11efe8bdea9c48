package dev.pulso.processor.counting;

import dev.pulso.contracts.activity.ActivityDelta;
import java.math.BigDecimal;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The changes of one activity key in one batch. The result does not depend on the order in which they are added. */
final class ActivityTally {
    private final ActivityChange.Key key;
    private final TreeSet<String> subjects = new TreeSet<>();
    private long events;
    private @Nullable BigDecimal valueSum;

    ActivityTally(ActivityChange.Key key) {
        this.key = key;
    }

    void add(ActivityChange change) {
        events++;
        if (change.subject() != null) {
            subjects.add(change.subject());
        }
        if (change.value() != null) {
            valueSum = valueSum == null ? change.value() : valueSum.add(change.value());
        }
    }

    ActivityDelta toDelta(String query, long batch) {
        return new ActivityDelta(
                key.windowStart(),
                key.windowStart().plus(ActivityDelta.WINDOW),
                key.type(),
                key.source(),
                events,
                Sketches.of(subjects),
                valueSum,
                query,
                batch);
    }
}
