package dev.pulso.extractor.live;

import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.source.SourceSession;
import java.time.Duration;
import java.util.Map;

/**
 * The way of one run's posts into its session: filtered, without duplicates, and with a cursor that moves now and then.
 * For use by one thread.
 */
public final class Intake {
    private final SourceSession session;
    private final Tracking tracking;
    private final RecentPosts recent;
    private final long saveEveryNanos;
    private Map<String, String> position;
    private boolean moved;
    private long savedAt = System.nanoTime();

    /** @param recent shared by sources whose posts have the same identities */
    public Intake(SourceSession session, Tracking tracking, RecentPosts recent, Duration saveEvery) {
        this.session = session;
        this.tracking = tracking;
        this.recent = recent;
        this.saveEveryNanos = saveEvery.toNanos();
        this.position = session.position();
    }

    /**
     * Takes what a record turned out to be.
     *
     * @param raw the record, kept if it was refused
     * @return whether it was a post not seen before
     */
    public boolean take(Decoded decoded, byte[] raw, Post.Ingest.Mode mode) throws InterruptedException {
        if (decoded instanceof Decoded.Refused refused) {
            session.refuse(refused, raw);
        }
        return decoded instanceof Decoded.Read read && take(read.post(), mode);
    }

    /** @return whether the post was not seen before */
    public boolean take(Post post, Post.Ingest.Mode mode) throws InterruptedException {
        Post wanted = tracking.accept(post, mode);
        if (wanted == null) {
            return true;
        }
        if (recent.has(wanted)) {
            return false;
        }
        session.send(wanted);
        // Only now: a post whose sending was interrupted must be sent when it comes again.
        recent.add(wanted);
        return true;
    }

    /** The cursor behind everything taken so far. */
    public void at(Map<String, String> next) {
        position = next;
        moved = true;
    }

    public Map<String, String> position() {
        return position;
    }

    /** Saves the cursor if it moved and the last time is long ago; tells whether it is time for such things. */
    public boolean saveIfDue() throws InterruptedException {
        if (System.nanoTime() - savedAt < saveEveryNanos) {
            return false;
        }
        save();
        return true;
    }

    /** Saves the cursor if it moved. */
    public void save() throws InterruptedException {
        savedAt = System.nanoTime();
        if (!moved) {
            return;
        }
        session.savePosition(position);
        moved = false;
    }
}
