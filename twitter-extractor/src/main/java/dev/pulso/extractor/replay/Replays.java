package dev.pulso.extractor.replay;

import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.format.PostFormat;
import dev.pulso.extractor.format.TextRules;
import dev.pulso.extractor.format.UnreadableFileException;
import dev.pulso.extractor.problem.ProblemException;
import dev.pulso.extractor.problem.ProblemType;
import dev.pulso.extractor.publish.Outbox;
import dev.pulso.extractor.publish.PublishConfig;
import dev.pulso.extractor.publish.Publisher;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All replays: those running, each on its own thread, and the last finished ones. Plain Java; safe for many threads. */
final class Replays {
    private static final Logger LOG = Logger.getLogger(Replays.class);

    private final ReplayConfig config;
    private final PublishConfig publishing;
    private final FormatConfig formats;
    private final AuthorKeys keys;
    private final Publisher publisher;
    private final Clock clock;
    private final Map<String, ReplayWorker> running = new ConcurrentHashMap<>();
    private final Map<String, Checkpoint> finished = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "replay"));

    Replays(
            ReplayConfig config,
            PublishConfig publishing,
            FormatConfig formats,
            AuthorKeys keys,
            Publisher publisher,
            Clock clock) {
        this.config = config;
        this.publishing = publishing;
        this.formats = formats;
        this.keys = keys;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Goes on with what a stop or a crash interrupted, and forgets uploads that never finished. */
    void resume() throws IOException {
        for (Spool spool : Spool.allIn(config.directory())) {
            if (!spool.hasCheckpoint()) {
                spool.delete();
                continue;
            }
            try {
                Checkpoint checkpoint = spool.checkpoint();
                if (checkpoint.state() == ReplayState.RUNNING) {
                    LOG.infof("Replay goes on, id=%s, frames=%d", checkpoint.id(), checkpoint.frames());
                    start(spool, checkpoint);
                } else {
                    finished.put(checkpoint.id(), checkpoint);
                }
            } catch (IOException e) {
                LOG.errorf(e, "A replay cannot be resumed and is left where it is, directory=%s", spool);
            }
        }
        forgetOldest();
    }

    /**
     * Takes a file durably and starts to replay it.
     *
     * @return id of the replay
     * @throws ProblemException if the file is too large, cannot be stored, or cannot be read as its format
     */
    String accept(ReplayOptions options, boolean saidToBeGzip, InputStream body) {
        if (running.size() >= config.mostRunning()) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REPLAYS, "at most " + config.mostRunning() + " run at the same time");
        }
        Instant now = clock.instant();
        String id = Long.toString(now.toEpochMilli(), Character.MAX_RADIX) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Spool spool = Spool.at(config.directory(), id);
        try {
            store(spool, options, saidToBeGzip, body);
            Checkpoint checkpoint = Checkpoint.start(id, options, now);
            spool.save(checkpoint);
            start(spool, checkpoint);
            return id;
        } catch (IOException e) {
            discard(spool);
            LOG.error("A file cannot be stored", e);
            throw new ProblemException(ProblemType.STORAGE_UNAVAILABLE, "the file could not be read or stored");
        } catch (ProblemException e) {
            discard(spool);
            throw e;
        }
    }

    private void store(Spool spool, ReplayOptions options, boolean saidToBeGzip, InputStream body) throws IOException {
        try {
            spool.store(body, config.largestBody().asLongValue());
        } catch (BodyTooLargeException e) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        }
        if (saidToBeGzip && !spool.isGzip()) {
            throw new ProblemException(ProblemType.NOT_GZIP, "Content-Encoding is gzip, the bytes are not");
        }
        try (InputStream in = spool.open()) {
            options.format().open(in, reading(options));
        } catch (UnreadableFileException e) {
            throw new ProblemException(ProblemType.UNREADABLE_FILE, e.code() + ": " + e.getMessage());
        }
    }

    private static void discard(Spool spool) {
        try {
            spool.delete();
        } catch (IOException e) {
            LOG.warnf("A refused file cannot be deleted, directory=%s", spool);
        }
    }

    private void start(Spool spool, Checkpoint checkpoint) {
        ReplayWorker worker = new ReplayWorker(
                spool,
                checkpoint,
                new Outbox(publisher, publishing.maxInFlight(), publishing.retryDelay()),
                new Rejections(Math.toIntExact(publishing.rejectedRaw().asLongValue()), clock),
                reading(checkpoint.options()),
                config);
        running.put(checkpoint.id(), worker);
        threads.execute(() -> run(checkpoint.id(), worker));
    }

    private void run(String id, ReplayWorker worker) {
        try {
            worker.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.errorf(e, "The progress of a replay cannot be stored; the next start goes on, id=%s", id);
        }
        if (!worker.isRunning()) {
            finished.put(id, worker.current());
            running.remove(id);
            forgetOldest();
        }
        Checkpoint end = worker.current();
        LOG.infof(
                "Replay ended, id=%s, state=%s, accepted=%d, rejected=%d",
                id, end.state(), end.accepted(), end.rejected());
    }

    private PostFormat.Reading reading(ReplayOptions options) {
        return new PostFormat.Reading(
                Optional.ofNullable(options.network()),
                options.columns(),
                keys,
                TextRules.of(formats),
                clock,
                Math.toIntExact(formats.longestLine().asLongValue()));
    }

    private void forgetOldest() {
        finished.values().stream()
                .sorted(Comparator.comparing(Checkpoint::startedAt).reversed())
                .skip(config.finishedKept())
                .forEach(old -> {
                    finished.remove(old.id());
                    discard(Spool.at(config.directory(), old.id()));
                });
    }

    Optional<ReplayReport> find(String id) {
        ReplayWorker worker = running.get(id);
        return Optional.ofNullable(worker != null ? worker.current() : finished.get(id))
                .map(Checkpoint::report);
    }

    /** Newest first. */
    List<ReplayReport> all() {
        return Stream.concat(running.values().stream().map(ReplayWorker::current), finished.values().stream())
                .sorted(Comparator.comparing(Checkpoint::startedAt).reversed())
                .map(Checkpoint::report)
                .toList();
    }

    /** Cancels a replay; one that is over stays as it is. */
    Optional<ReplayReport> cancel(String id) {
        ReplayWorker worker = running.get(id);
        if (worker != null) {
            worker.cancel();
        }
        return find(id);
    }

    int runningNow() {
        return running.size();
    }

    /** Stops all workers; they go on with the next start. */
    void shutDown() throws InterruptedException {
        running.values().forEach(ReplayWorker::shutDown);
        threads.shutdown();
        if (!threads.awaitTermination(publishing.closeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
