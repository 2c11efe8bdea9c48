package dev.pulso.results.hashtag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An example post of a tag. */
record HashtagPost(
        String network,
        String postId,
        @Nullable String uri,
        @Nullable String text,
        @Nullable String lang,
        @Nullable String authorKey,
        Instant createdAt) {}
