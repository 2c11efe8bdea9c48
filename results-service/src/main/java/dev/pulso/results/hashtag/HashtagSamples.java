package dev.pulso.results.hashtag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Example posts of a row as JSON, read only where a delta touches them. The first ones stay: newer ones would rewrite
 * the text of a busy row with every batch.
 *
 * @param json array of sample posts; null for none
 */
record HashtagSamples(@Nullable String json) {
    static final HashtagSamples NONE = new HashtagSamples(null);
    private static final int LIMIT = 5;
    private static final TypeReference<List<SamplePost>> LIST = new TypeReference<>() {};
    // Half a surrogate pair or a NUL in somebody's text must not cost the count: escaped, PostgreSQL takes both.
    private static final ObjectWriter WRITER = MessageCodec.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    HashtagSamples plus(List<SamplePost> added, List<String> removed) {
        if (added.isEmpty() && (removed.isEmpty() || json == null)) {
            return this;
        }
        List<SamplePost> before = posts();
        List<SamplePost> after = new ArrayList<>();
        Stream.concat(before.stream(), added.stream())
                .filter(post -> !removed.contains(post.postId()))
                .filter(post -> after.stream().noneMatch(other -> other.postId().equals(post.postId())))
                .limit(LIMIT)
                .forEach(after::add);
        return after.equals(before) ? this : of(after);
    }

    List<SamplePost> posts() {
        try {
            return json == null ? List.of() : MessageCodec.mapper().readValue(json, LIST);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("stored samples are unreadable", e);
        }
    }

    private static HashtagSamples of(List<SamplePost> posts) {
        try {
            return posts.isEmpty() ? NONE : new HashtagSamples(WRITER.writeValueAsString(posts));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("samples have no JSON form", e);
        }
    }
}
