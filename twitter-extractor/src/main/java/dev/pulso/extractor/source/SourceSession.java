package dev.pulso.extractor.source;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.Decoded;
import java.util.Map;

/** What a running source has: its cursor, a way out for its posts, and a way to tell how it is doing. */
public interface SourceSession {
    /** The cursor as last saved; empty for a new source. */
    Map<String, String> position();

    /** Sends a post; waits while too many are in flight or the broker is away. */
    void send(Post post) throws InterruptedException;

    /** Keeps what the network sent and nobody can read, and counts it. */
    void refuse(Decoded.Refused refused, byte[] raw) throws InterruptedException;

    /** Moves the cursor, after everything sent so far has been acknowledged. Durable on return. */
    void savePosition(Map<String, String> position) throws InterruptedException;

    /** Tells that posts flow. */
    void streaming();

    /** Tells that posts do not flow, because a connection is being made. */
    void connecting(String cause);

    /** Tells of posts known to be lost. */
    void gap(Gap gap);
}
