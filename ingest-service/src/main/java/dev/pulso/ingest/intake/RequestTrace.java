package dev.pulso.ingest.intake;

import dev.pulso.ingest.event.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trace that what a request brings belongs to. */
final class RequestTrace {
    private RequestTrace() {}

    /**
     * @param sent all headers {@code traceparent} of the request
     * @return in the form of W3C Trace Context: the span of this request where traces are on, else what the caller says;
     *     null if neither
     */
    static @Nullable String of(@Nullable List<String> sent) {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : TraceParent.of(sent);
    }
}
