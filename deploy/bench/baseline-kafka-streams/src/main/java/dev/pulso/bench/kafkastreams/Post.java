package dev.pulso.bench.kafkastreams;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Of a post what is counted, nothing else. */
record Post(String network, String postId, String lang, List<Tag> hashtags, String createdAt) {
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(Event.class);

    record Event(Post data) {}

    record Tag(String tag) {}

    static Post read(byte[] message) {
        try {
            return READER.<Event>readValue(message).data();
        } catch (IOException e) {
            throw new UncheckedIOException("no post", e);
        }
    }

    long createdAtMillis() {
        return Instant.parse(createdAt).toEpochMilli();
    }

    /** {@code tag|network|lang} for each hashtag. */
    Stream<String> uses() {
        return hashtags.stream().map(Tag::tag).distinct().map(tag -> tag + "|" + network + "|" + lang);
    }
}
