package dev.pulso.contracts.pipeline;

import dev.pulso.contracts.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one component reports about itself ({@code pulso.pipeline.v1}). Key: {@code component}.
 *
 * @param component {@code service} or {@code service/part}, such as {@code spark-processor/counts}
 * @param at when it was measured
 * @param metrics figures by name; the unit ends the name: {@code rowsPerSecond}, {@code batchMillis}, {@code lagRecords}
 * @param gaps known losses, newest last, a bounded number
 * @param sources states of the sources, for the component that reads them
 */
public record PipelineReport(
        String component,
        Instant at,
        Status status,
        Map<String, Double> metrics,
        List<Gap> gaps,
        List<SourceState> sources) {

    /** How a component is doing. */
    public enum Status {
        WARMING,
        UP,
        DEGRADED,
        DOWN
    }

    /** Input known to be lost: from (inclusive) to (exclusive), with the reason. */
    public record Gap(String source, Instant from, Instant to, String reason) {
        public Gap {
            Require.notEmpty(source, "gaps.source");
            Require.notNull(from, "gaps.from");
            Require.notNull(to, "gaps.to");
            Require.notEmpty(reason, "gaps.reason");
        }
    }

    /** A source and its state, with the cause where it is not streaming (empty otherwise). */
    public record SourceState(String id, String kind, String state, String cause) {
        public SourceState {
            Require.notEmpty(id, "sources.id");
            Require.notEmpty(kind, "sources.kind");
            Require.notEmpty(state, "sources.state");
            cause = cause == null ? "" : cause;
        }
    }

    public PipelineReport {
        Require.notEmpty(component, "component");
        Require.notNull(at, "at");
        Require.notNull(status, "status");
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
        gaps = gaps == null ? List.of() : List.copyOf(gaps);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }
}
