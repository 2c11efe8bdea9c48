package dev.pulso.results.hashtag;

import java.time.Instant;

/** A point of a time line, a step wide. */
record HashtagPoint(Instant start, long posts, long reposts, long authors) {}
