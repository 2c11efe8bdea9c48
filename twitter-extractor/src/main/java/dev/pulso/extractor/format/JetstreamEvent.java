package dev.pulso.extractor.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What we use of an event of Bluesky's Jetstream, in both wire versions: v2 wraps its commit into {@code payload}. */
record JetstreamEvent(
        @Nullable String did,
        @JsonProperty("time_us") @Nullable Long timeUs,
        @Nullable String kind,
        @Nullable Commit commit,
        @Nullable Payload payload,
        @JsonProperty("$type") @Nullable String type) {

    record Commit(
            @Nullable String rev,
            @Nullable String operation,
            @Nullable String collection,
            @Nullable String rkey,
            @Nullable PostRecord record) {}

    record Payload(
            @JsonProperty("$type") @Nullable String type,
            @Nullable String did,
            @Nullable String time,
            @Nullable String rev,
            @Nullable String operation,
            @Nullable String collection,
            @Nullable String rkey,
            @Nullable PostRecord record) {}

    record PostRecord(
            @Nullable String createdAt,
            @Nullable String text,
            @Nullable List<String> langs,
            @Nullable List<String> tags,
            @Nullable List<Facet> facets,
            @Nullable Reply reply,
            @Nullable Embed embed) {}

    record Facet(@Nullable List<Feature> features) {}

    record Feature(
            @Nullable String tag,
            @Nullable String uri,
            @Nullable String did) {}

    record Reply(@Nullable Ref parent) {}

    /** A quoted post stands in {@code record}, or one deeper where media go along. */
    record Embed(@Nullable Ref record) {}

    record Ref(@Nullable String uri, @Nullable Ref record) {}
}
