package dev.pulso.extractor.replay;

import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.format.Frame;
import dev.pulso.extractor.format.FrameReader;
import dev.pulso.extractor.format.PostFormat;
import dev.pulso.extractor.format.UnreadableFileException;
import dev.pulso.extractor.publish.MessageRefusedException;
import dev.pulso.extractor.publish.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Replays one file from its last checkpoint to its end.
 *
 * <p>A checkpoint is taken with nothing in flight. After a crash the posts behind it are sent again, with the ids they had;
 * whoever counts drops them as duplicates, and this worker counts them once.
 */
final class ReplayWorker {
    private static final Logger LOG = Logger.getLogger(ReplayWorker.class);

    /** Why a replay stops before the end of its file. */
    private enum Stop {
        CANCEL,
        SHUTDOWN
    }

    private final Spool spool;
    private final Outbox outbox;
    private final Rejections rejections;
    private final PostFormat.Reading reading;
    private final Duration checkpointEvery;
    private final Clock clock;
    private final Checkpoint base;
    private final Progress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();
    private volatile @Nullable Checkpoint finished;
    private @Nullable Long shiftMillis;
    private Instant nextCheckpoint;

    ReplayWorker(
            Spool spool,
            Checkpoint base,
            Outbox outbox,
            Rejections rejections,
            PostFormat.Reading reading,
            ReplayConfig config) {
        this.spool = spool;
        this.base = base;
        this.outbox = outbox;
        this.rejections = rejections;
        this.reading = reading;
        this.checkpointEvery = config.checkpointEvery();
        this.clock = reading.clock();
        this.progress = new Progress(base, config.errorsKept());
        this.shiftMillis = base.shiftMillis();
        this.nextCheckpoint = clock.instant().plus(checkpointEvery);
    }

    Checkpoint current() {
        Checkpoint end = finished;
        return end != null ? end : progress.checkpoint(base, ReplayState.RUNNING, shiftMillis, null);
    }

    boolean isRunning() {
        return finished == null;
    }

    /** Ends the replay for good. */
    void cancel() {
        stop(Stop.CANCEL);
    }

    /** Ends this run; the next start of the service goes on from the last checkpoint. */
    void shutDown() {
        stop(Stop.SHUTDOWN);
    }

    private void stop(Stop why) {
        stop.compareAndSet(null, why);
        stopping.countDown();
    }

    /** Runs to the end of the file or until stopped. */
    void run() throws InterruptedException, IOException {
        ReplayState end = ReplayState.DONE;
        try {
            replay();
        } catch (UnreadableFileException e) {
            progress.note(new ReplayError(0, e.code(), String.valueOf(e.getMessage())));
            end = ReplayState.FAILED;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Replay failed unexpectedly, id=%s", base.id());
            progress.note(new ReplayError(0, "internal-error", "see the log of the service"));
            end = ReplayState.FAILED;
        } catch (IOException e) {
            progress.note(new ReplayError(0, "broken-file", "the file cannot be read to its end: " + e.getMessage()));
            end = ReplayState.FAILED;
        }
        outbox.drain();
        Stop why = stop.get();
        Throwable failure = fatal.get();
        if (failure != null) {
            progress.note(new ReplayError(0, "broker-refused", String.valueOf(failure.getMessage())));
            end = ReplayState.FAILED;
        } else if (why == Stop.CANCEL) {
            end = ReplayState.CANCELLED;
        } else if (why == Stop.SHUTDOWN) {
            spool.save(progress.checkpoint(base, ReplayState.RUNNING, shiftMillis, null));
            return;
        }
        Checkpoint last = progress.checkpoint(base, end, shiftMillis, clock.instant());
        spool.save(last);
        spool.dropBody();
        finished = last;
    }

    private void replay() throws IOException, UnreadableFileException, InterruptedException {
        ReplayOptions options = base.options();
        if (options.retime() == ReplayOptions.Retime.AS_LIVE && shiftMillis == null) {
            try (InputStream in = spool.open()) {
                shiftMillis = Retiming.shift(options.format().open(in, reading), options.speed(), clock.instant())
                        .toMillis();
            }
            saveCheckpoint();
        }
        try (InputStream in = spool.open()) {
            FrameReader frames = options.format().open(in, reading);
            long done = progress.frames();
            for (long i = 0; i < done; i++) {
                Frame skipped = frames.next();
                if (skipped != null && options.format().needsEarlierRecords()) {
                    skipped.decode();
                }
            }
            Pace pace = new Pace(options.speed(), clock);
            Frame frame = isStopped() ? null : frames.next();
            while (frame != null && process(frame, pace)) {
                progress.frameDone();
                checkpointIfDue();
                frame = isStopped() ? null : frames.next();
            }
        }
    }

    private boolean isStopped() {
        return stopping.getCount() == 0 || fatal.get() != null;
    }

    /** Whether the frame was dealt with: all of it, or nothing if a stop came while it was not due yet. */
    private boolean process(Frame frame, Pace pace) throws InterruptedException {
        List<Decoded> parts = frame.decode();
        if (!waitUntilDue(pace, parts)) {
            return false;
        }
        for (int part = 0; part < parts.size(); part++) {
            process(frame, parts.get(part), part);
        }
        return true;
    }

    private void process(Frame frame, Decoded decoded, int part) throws InterruptedException {
        progress.read();
        if (decoded instanceof Decoded.Read read) {
            outbox.send(retimed(read.post()), progress::accepted, failure -> refused(frame, failure));
        } else if (decoded instanceof Decoded.Refused refused) {
            progress.rejected(new ReplayError(frame.line(), refused.code(), refused.detail()));
            outbox.send(rejections.of(base.id(), frame, part, refused));
        } else {
            progress.ignored();
        }
    }

    private Post retimed(Post post) {
        Long millis = shiftMillis;
        return millis == null ? post : Retiming.moved(post, Duration.ofMillis(millis), clock.instant());
    }

    private void refused(Frame frame, Throwable failure) {
        if (failure instanceof MessageRefusedException) {
            progress.rejected(new ReplayError(frame.line(), "post-too-large", "the broker takes no post of this size"));
        } else {
            fatal.compareAndSet(null, failure);
        }
    }

    private boolean waitUntilDue(Pace pace, List<Decoded> parts) throws InterruptedException {
        Duration wait = pace.waitFor(firstTime(parts));
        return wait.isZero() || !stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static @Nullable Instant firstTime(List<Decoded> parts) {
        for (Decoded part : parts) {
            if (part instanceof Decoded.Read read && read.post().createdAt() != null) {
                return read.post().createdAt();
            }
        }
        return null;
    }

    private void checkpointIfDue() throws InterruptedException, IOException {
        if (!clock.instant().isBefore(nextCheckpoint)) {
            saveCheckpoint();
        }
    }

    private void saveCheckpoint() throws InterruptedException, IOException {
        outbox.drain();
        if (fatal.get() == null) {
            spool.save(progress.checkpoint(base, ReplayState.RUNNING, shiftMillis, null));
        }
        nextCheckpoint = clock.instant().plus(checkpointEvery);
    }
}
