package dev.pulso.ingest.intake;

import dev.pulso.ingest.event.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The trace that what a request brings belongs to. */
final class RequestTrace {
    private RequestTrace() {}

    /**
     * @return in the form of W3C Trace Context: the span of this request where traces are on, else what the caller says;
     *     null if neither
     */
    static @Nullable String of(HttpHeaders headers) {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : TraceParent.of(headers.getRequestHeader(TraceParent.NAME));
    }
}
