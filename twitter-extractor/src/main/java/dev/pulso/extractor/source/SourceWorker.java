package dev.pulso.extractor.source;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.publish.BrokerAwayException;
import dev.pulso.extractor.publish.Outbox;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Runs one source on a thread of its own, again and again with back-off, until stopped or of no use. */
final class SourceWorker implements SourceSession {
    private static final Logger LOG = Logger.getLogger(SourceWorker.class);

    /** A run this long wipes out the failures before it. */
    private static final Duration HEALTHY_RUN = Duration.ofMinutes(1);

    /** What a source is doing, why, and since when. */
    record Status(SourceState state, String cause, Instant since) {}

    private final SourceDefinition definition;
    private final SourceKind kind;
    private final SourceStore store;
    private final Outbox outbox;
    private final Gaps gaps;
    private final Backoff backoff;
    private final LiveRejections rejections;
    private final Clock clock;
    private final Map<Backoff, Integer> failures = new HashMap<>();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong posts = new AtomicLong();
    private final Thread thread;
    private volatile Map<String, String> position;
    private volatile Status status;

    SourceWorker(
            SourceDefinition definition,
            SourceKind kind,
            Map<String, String> position,
            SourceStore store,
            Outbox outbox,
            Gaps gaps,
            Backoff backoff,
            LiveRejections rejections,
            Clock clock) {
        this.definition = definition;
        this.kind = kind;
        this.position = position;
        this.store = store;
        this.outbox = outbox;
        this.gaps = gaps;
        this.backoff = backoff;
        this.rejections = rejections;
        this.clock = clock;
        this.status = new Status(SourceState.CONNECTING, "", clock.instant());
        this.thread = new Thread(this::supervise, "source-" + definition.id());
        this.thread.setDaemon(true);
    }

    SourceWorker start() {
        thread.start();
        return this;
    }

    void stop(Duration timeout) throws InterruptedException {
        thread.interrupt();
        thread.join(timeout.toMillis());
    }

    Status status() {
        return status;
    }

    /** Posts acknowledged since this worker started. */
    long posts() {
        return posts.get();
    }

    /** Records refused since this worker started. */
    long rejected() {
        return rejected.get();
    }

    private void supervise() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                rest(attempt());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SourceFailedException | IllegalArgumentException e) {
            become(SourceState.FAILED, String.valueOf(e.getMessage()));
            LOG.errorf("Source failed, source=%s, cause=%s", definition.id(), e.getMessage());
        } catch (RuntimeException e) {
            become(SourceState.FAILED, "unexpected: " + e.getClass().getSimpleName());
            LOG.errorf(e, "Source failed unexpectedly, source=%s", definition.id());
        }
    }

    /** Runs the source until it breaks; the answer is how long to rest. */
    private Duration attempt() throws InterruptedException {
        Instant began = clock.instant();
        become(SourceState.CONNECTING, "");
        try {
            kind.create(definition.id(), definition.settings()).run(this);
            return backOff(began, "the stream ended", backoff, Duration.ZERO);
        } catch (BudgetExhaustedException e) {
            become(SourceState.BUDGET_EXHAUSTED, String.valueOf(e.getMessage()));
            LOG.warnf("Source rests, source=%s, cause=%s, until=%s", definition.id(), e.getMessage(), e.until());
            return Duration.between(clock.instant(), e.until());
        } catch (SourceBrokenException e) {
            return backOff(began, String.valueOf(e.getMessage()), e.backoff(), e.atLeast());
        } catch (IOException | BrokerAwayException e) {
            return backOff(began, String.valueOf(e.getMessage()), backoff, Duration.ZERO);
        }
    }

    private Duration backOff(Instant began, String cause, Backoff rule, Duration atLeast) {
        if (Duration.between(began, clock.instant()).compareTo(HEALTHY_RUN) > 0) {
            failures.clear();
        }
        Duration grown = rule.after(failures.merge(rule, 1, Integer::sum), RandomGenerator.getDefault());
        Duration wait = grown.compareTo(atLeast) < 0 ? atLeast : grown;
        become(SourceState.BACKING_OFF, cause);
        LOG.warnf("Source backs off, source=%s, cause=%s, millis=%d", definition.id(), cause, wait.toMillis());
        return wait;
    }

    private static void rest(Duration wait) throws InterruptedException {
        Thread.sleep(Math.max(0, wait.toMillis()));
    }

    private void become(SourceState state, String cause) {
        status = new Status(state, cause, clock.instant());
    }

    @Override
    public Map<String, String> position() {
        return position;
    }

    @Override
    public void send(Post post) throws InterruptedException {
        outbox.send(
                post,
                posts::incrementAndGet,
                failure -> LOG.errorf(
                        "The broker refuses a post, source=%s, failure=%s",
                        definition.id(), failure.getClass().getSimpleName()));
    }

    @Override
    public void refuse(Decoded.Refused refused, byte[] raw) throws InterruptedException {
        rejected.incrementAndGet();
        outbox.send(rejections.of(definition.id(), refused, raw));
    }

    @Override
    public void savePosition(Map<String, String> next) throws InterruptedException {
        outbox.drain();
        store.save(definition.cursor(next, clock.instant()));
        position = Map.copyOf(next);
    }

    @Override
    public void streaming() {
        if (status.state() != SourceState.STREAMING) {
            become(SourceState.STREAMING, "");
        }
    }

    @Override
    public void connecting(String cause) {
        become(SourceState.CONNECTING, cause);
    }

    @Override
    public void gap(Gap gap) {
        LOG.warnf(
                "Posts are lost, source=%s, from=%s, to=%s, reason=%s",
                gap.source(), gap.from(), gap.to(), gap.reason());
        gaps.add(gap);
    }
}
