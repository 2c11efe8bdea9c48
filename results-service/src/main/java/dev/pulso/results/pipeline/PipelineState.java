package dev.pulso.results.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.results.generation.Generations;
import dev.pulso.results.generation.KnownGenerations;
import dev.pulso.results.offsets.ClusterOffsets;
import dev.pulso.results.offsets.GroupLag;
import dev.pulso.results.offsets.OffsetsUnavailableException;
import dev.pulso.results.offsets.Stages;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks at the pipeline, stage after stage in the direction of the data. */
@ApplicationScoped
class PipelineState {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ClusterOffsets offsets;
    private final Generations generations;
    private final Clock clock;

    PipelineState(ClusterOffsets offsets, Generations generations, Clock clock) {
        this.offsets = offsets;
        this.generations = generations;
        this.clock = clock;
    }

    /**
     * Looks at the stages and waits, at most for {@code patience}, until what was acknowledged before this call has gone
     * through them. Without waiting nobody could ever see the end of it while more keeps coming.
     */
    PipelineView look(Duration patience) {
        Instant deadline = clock.instant().plus(patience);
        try {
            // The order is the proof: what was acknowledged before is below the source ends read now; once the
            // processor is behind them, its deltas are below the delta ends read after that.
            GroupLag processing = lag(Stages.PROCESSOR_GROUP, Stages.SOURCE_TOPICS, deadline);
            GroupLag storing = lag(Stages.RESULTS_GROUP, Stages.DELTA_TOPICS, deadline);
            GroupLag keeping = lag(Stages.FACTS_GROUP, Stages.FACT_TOPICS, deadline);
            KnownGenerations known = generations.known();
            String reason = reason(processing, storing, keeping, known);
            List<PipelineView.Stage> stages = List.of(
                    stage("processing", Stages.PROCESSOR_GROUP, processing, Stages.DELTA_TOPICS),
                    stage("store", Stages.RESULTS_GROUP, storing, Stages.RESULT_TOPICS),
                    stage("facts", Stages.FACTS_GROUP, keeping, List.of()));
            return view(reason, known, stages);
        } catch (OffsetsUnavailableException e) {
            return view(String.valueOf(e.getMessage()), generations.known(), List.of());
        }
    }

    /** What the group has still to read up to the ends of now, once that is nothing or the deadline has come. */
    private GroupLag lag(String group, List<String> topics, Instant deadline) {
        Map<TopicPartition, Long> ends = offsets.ends(topics);
        return Multi.createBy()
                .repeating()
                .supplier(() -> offsets.lag(group, topics, ends))
                .withDelay(BETWEEN_LOOKS)
                .whilst(lag -> !lag.none() && clock.instant().isBefore(deadline))
                .collect()
                .last()
                .await()
                .indefinitely();
    }

    private static @Nullable String reason(
            GroupLag processing, GroupLag storing, GroupLag keeping, KnownGenerations known) {
        if (!processing.none()) {
            return "spark-processor has " + processing.total() + " records to read";
        }
        if (!storing.none()) {
            return "results-service has " + storing.total() + " deltas to apply";
        }
        if (!keeping.none()) {
            return "results-service has " + keeping.total() + " trends, runs and members to keep";
        }
        // The older generation that still serves gets no more deltas.
        return known.building().isPresent() ? "a new generation of the counts is not serving yet" : null;
    }

    private PipelineView.Stage stage(String name, String group, GroupLag lag, Collection<String> written) {
        Instant newest = written.isEmpty()
                ? null
                : offsets.newest(written).values().stream()
                        .max(Instant::compareTo)
                        .orElse(null);
        return new PipelineView.Stage(name, group, lag.total(), lag.records(), newest);
    }

    private PipelineView view(@Nullable String reason, KnownGenerations known, List<PipelineView.Stage> stages) {
        PipelineView.Generation generation =
                new PipelineView.Generation(orNull(known.serving()), orNull(known.building()));
        return new PipelineView(reason == null, reason, clock.instant(), generation, stages, reports());
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static List<JsonNode> reports() {
        return PipelineReportRow.<PipelineReportRow>list("order by component").stream()
                .map(row -> json(row.report))
                .toList();
    }

    private static JsonNode json(String report) {
        try {
            return MessageCodec.mapper().readTree(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored report is unreadable", e);
        }
    }
}
