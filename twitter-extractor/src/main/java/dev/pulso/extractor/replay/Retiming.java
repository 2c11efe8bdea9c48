package dev.pulso.extractor.replay;

import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.format.Frame;
import dev.pulso.extractor.format.FrameReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moves the times of a file so that it looks live, keeping all distances. */
final class Retiming {
    private Retiming() {}

    /**
     * How far to move. At a factor of 1 or more the last post lands on the moment it will be sent, so that none lies in
     * the future when it is sent; below 1 the first post does.
     */
    static Duration shift(FrameReader frames, Speed speed, Instant now) throws IOException {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            for (Decoded decoded : frame.decode()) {
                Instant time =
                        decoded instanceof Decoded.Read read ? read.post().createdAt() : null;
                if (time != null) {
                    first = time.isBefore(first) ? time : first;
                    last = time.isAfter(last) ? time : last;
                }
            }
        }
        if (last.isBefore(first)) {
            return Duration.ZERO;
        }
        Instant end = now.plus(speed.onTheClock(Duration.between(first, last)));
        return speed.factor() >= 1 ? Duration.between(last, end) : Duration.between(first, now);
    }

    static Post moved(Post post, Duration shift, Instant observedAt) {
        return new Post(
                post.op(),
                post.network(),
                post.postId(),
                post.uri(),
                post.authorKey(),
                post.text(),
                post.lang(),
                post.hashtags(),
                post.mentions(),
                post.urls(),
                plus(post.createdAt(), shift),
                observedAt,
                plus(post.editedAt(), shift),
                post.replyTo(),
                post.repostOf(),
                post.quoteOf(),
                post.sensitive(),
                post.metrics(),
                post.author(),
                post.ingest());
    }

    private static @Nullable Instant plus(@Nullable Instant time, Duration shift) {
        return time == null ? null : time.plus(shift);
    }
}
