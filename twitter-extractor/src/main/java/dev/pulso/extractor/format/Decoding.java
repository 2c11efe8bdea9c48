package dev.pulso.extractor.format;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post.Ingest;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every decoder needs beside the bytes.
 *
 * @param network name space of the post ids
 * @param texts what becomes of texts
 * @param ingest how the posts come in
 */
public record Decoding(String network, AuthorKeys keys, TextRules texts, Ingest ingest, Clock clock) {
    Instant now() {
        return clock.instant();
    }

    @Nullable
    String authorKey(@Nullable String authorId) {
        return authorId == null || authorId.isEmpty() ? null : keys.keyOf(network, authorId);
    }

    @Nullable
    String stored(@Nullable String text) {
        return texts.store() ? text : null;
    }

    List<Hashtag> hashtagsIn(String text) {
        return HashtagScanner.hashtagsOf(text, texts.links());
    }
}
