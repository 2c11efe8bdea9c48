package dev.pulso.bench.oracle;

import java.time.Instant;

/** What hashtag counts are kept by. */
public record HashtagKey(Instant windowStart, String tag, String network, String lang) {}
