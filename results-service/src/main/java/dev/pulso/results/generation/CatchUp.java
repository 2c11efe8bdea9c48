package dev.pulso.results.generation;

import dev.pulso.results.offsets.ClusterOffsets;
import dev.pulso.results.offsets.Stages;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides when a new generation has counted everything its predecessor can have counted. */
@ApplicationScoped
class CatchUp {
    private final ClusterOffsets offsets;
    private final GenerationConfig config;
    private final Clock clock;

    CatchUp(ClusterOffsets offsets, GenerationConfig config, Clock clock) {
        this.offsets = offsets;
        this.config = config;
        this.clock = clock;
    }

    /** One look; returns whether the generation has caught up. What it finds is kept in the row. */
    boolean look(GenerationRow row) {
        if (row.sourceTargets == null) {
            row.sourceTargets = Partitions.write(offsets.ends(Stages.SOURCE_TOPICS));
            row.sourceIds = ids();
            return false;
        }
        if (!processorReached(row.sourceTargets)) {
            row.reachedAt = null;
            row.deltaTargets = null;
            return false;
        }
        Instant now = clock.instant();
        if (row.reachedAt == null) {
            row.reachedAt = now;
        }
        if (now.isBefore(row.reachedAt.plus(config.settle()))) {
            return false;
        }
        if (row.deltaTargets == null) {
            row.deltaTargets = Partitions.write(offsets.ends(Stages.DELTA_TOPICS));
        }
        return offsets.lag(Stages.RESULTS_GROUP, Stages.DELTA_TOPICS, Partitions.read(row.deltaTargets))
                .none();
    }

    /**
     * Windows before this time may have lost posts or events that the new generation would need: their records have
     * left the topics before it could read them. {@link Instant#EPOCH} or earlier means none.
     *
     * @param sourceIdsBefore topic ids when the generation before was first seen; null if unknown
     */
    Instant incompleteBefore(@Nullable String sourceIdsBefore) {
        boolean made = sourceIdsBefore != null && !sourceIdsBefore.equals(ids());
        Map<?, Instant> retained = offsets.retainedSince(Stages.SOURCE_TOPICS, clock.instant(), made);
        return retained.values().stream()
                .max(Instant::compareTo)
                .map(latest -> latest.plus(config.skew()))
                .orElse(GenerationSteps.BEGINNING);
    }

    String ids() {
        return Partitions.json(offsets.topicIds(Stages.SOURCE_TOPICS));
    }

    private boolean processorReached(String targets) {
        return offsets.lag(Stages.PROCESSOR_GROUP, Stages.SOURCE_TOPICS, Partitions.read(targets))
                .none();
    }
}
