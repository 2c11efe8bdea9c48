package dev.pulso.extractor.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What we use of an event of Bluesky's Jetstream, in both wire versions: v2 wraps its commit into {@code payload}. */
record JetstreamEvent(
        @Nullable String did,
        @JsonProperty("time_us") @Nullable Long timeUs,
        @Nullable String kind,
        @Nullable Commit commit,
        @Nullable Account account,
        @Nullable Payload payload,
        @JsonProperty("$type") @Nullable String type,
        @Nullable String error) {

    /** What became of an account; {@code deleted} is for good, the other states may end. */
    record Account(@Nullable String did, @Nullable String status) {
        boolean isDeleted() {
            return "deleted".equals(status);
        }
    }

    record Commit(
            @Nullable String rev,
            @Nullable String operation,
            @Nullable String collection,
            @Nullable String rkey,
            @Nullable PostRecord record) {}

    record Payload(
            @JsonProperty("$type") @Nullable String type,
            @Nullable Long seq,
            @Nullable String did,
            @Nullable String time,
            @Nullable String name,
            @Nullable Account account,
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

    record Facet(@Nullable Slice index, @Nullable List<Feature> features) {}

    /** Part of a text, in bytes of its UTF-8 form. */
    record Slice(int byteStart, int byteEnd) {
        /** The words there, or an empty text if there is no such part. */
        String of(byte[] text) {
            return byteStart < 0 || byteStart >= byteEnd || byteEnd > text.length
                    ? ""
                    : new String(text, byteStart, byteEnd - byteStart, StandardCharsets.UTF_8);
        }
    }

    record Feature(
            @Nullable String tag,
            @Nullable String uri,
            @Nullable String did) {}

    record Reply(@Nullable Ref parent) {}

    /** A quoted post stands in {@code record}, or one deeper where media go along. */
    record Embed(@Nullable Ref record) {}

    record Ref(@Nullable String uri, @Nullable Ref record) {}
}
