package dev.pulso.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One CloudEvents 1.0 event in structured JSON mode, the only shape on any topic.
 *
 * <p>{@code source} and {@code id} together identify the event for ever: two events with the same pair are the same
 * event.
 *
 * @param id unique within {@code source}
 * @param source URI reference of what produced the event
 * @param type wire name of the shape of {@code data}, with its version
 * @param subject what the event is about, if the type has such a notion
 * @param time when it happened (event time)
 * @param traceparent W3C trace context of the request that caused the event
 * @param data the payload
 * @throws IllegalArgumentException if {@code id}, {@code source} or {@code type} is empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "traceparent", "data"})
public record CloudEvent<T>(
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        @Nullable String traceparent,
        T data) {

    /** Value of the {@code content-type} header of every record. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    public CloudEvent {
        Require.notEmpty(id, "id");
        Require.notEmpty(source, "source");
        Require.notEmpty(type, "type");
        Require.notNull(time, "time");
        Require.notNull(data, "data");
    }

    @JsonProperty
    public String specversion() {
        return "1.0";
    }

    @JsonProperty
    public String datacontenttype() {
        return "application/json";
    }
}
