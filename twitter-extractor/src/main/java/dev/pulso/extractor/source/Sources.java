package dev.pulso.extractor.source;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.source.SourceCursor;
import dev.pulso.extractor.problem.ProblemException;
import dev.pulso.extractor.problem.ProblemType;
import dev.pulso.extractor.publish.BrokerAwayException;
import dev.pulso.extractor.publish.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registry of sources: definitions in the store, a worker for each that is not paused. */
final class Sources {
    private final Map<String, SourceKind> kinds;
    private final SourceStore store;
    private final Supplier<Outbox> outboxes;
    private final Backoff backoff;
    private final LiveRejections rejections;
    private final Duration stopTimeout;
    private final Clock clock;
    private final Gaps gaps;
    private final Map<String, Entry> entries = new TreeMap<>();
    private boolean loaded;

    /** A source; its worker, if it has one, and otherwise since when it rests. */
    private record Entry(
            SourceDefinition definition,
            Map<String, String> restingPosition,
            Instant restingSince,
            @Nullable SourceWorker worker) {
        Map<String, String> position() {
            return worker == null ? restingPosition : worker.position();
        }

        SourceView view() {
            SourceWorker.Status status = worker == null
                    ? new SourceWorker.Status(SourceState.PAUSED, "paused by a caller", restingSince)
                    : worker.status();
            return new SourceView(
                    definition.id(),
                    definition.kind(),
                    definition.settings(),
                    status.state(),
                    status.cause(),
                    status.since(),
                    position(),
                    worker == null ? 0 : worker.posts(),
                    worker == null ? 0 : worker.rejected());
        }
    }

    Sources(
            Map<String, SourceKind> kinds,
            SourceStore store,
            Supplier<Outbox> outboxes,
            Backoff backoff,
            LiveRejections rejections,
            Duration stopTimeout,
            Gaps gaps,
            Clock clock) {
        this.kinds = Map.copyOf(kinds);
        this.store = store;
        this.outboxes = outboxes;
        this.backoff = backoff;
        this.rejections = rejections;
        this.stopTimeout = stopTimeout;
        this.gaps = gaps;
        this.clock = clock;
    }

    /**
     * Starts what the store knows, then what the configuration adds.
     *
     * @throws BrokerAwayException if the store cannot be read; nothing has started then
     */
    synchronized void load(List<SourceDefinition> configured) throws InterruptedException {
        Map<String, SourceCursor> stored = store.load();
        stored.values().forEach(cursor -> begin(SourceDefinition.of(cursor), cursor.position()));
        loaded = true;
        for (SourceDefinition definition : configured) {
            if (!entries.containsKey(definition.id())) {
                put(definition);
            }
        }
    }

    synchronized boolean isLoaded() {
        return loaded;
    }

    synchronized List<SourceView> all() {
        return entries.values().stream().map(Entry::view).toList();
    }

    List<Gap> gaps() {
        return gaps.all();
    }

    synchronized Optional<SourceView> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::view);
    }

    /** Makes or changes a source. A changed source of the same kind goes on where it was. */
    synchronized SourceView put(SourceDefinition definition) throws InterruptedException {
        requireLoaded();
        check(definition);
        Entry old = entries.get(definition.id());
        Map<String, String> position = Map.of();
        if (old != null) {
            halt(old);
            position = old.definition().kind().equals(definition.kind()) ? old.position() : position;
        }
        try {
            store.save(definition.cursor(position, clock.instant()));
        } catch (BrokerAwayException e) {
            if (old != null) {
                begin(old.definition(), old.position());
            }
            throw e;
        }
        return begin(definition, position).view();
    }

    synchronized void delete(String id) throws InterruptedException {
        requireLoaded();
        Entry entry = required(id);
        halt(entry);
        store.delete(id);
        entries.remove(id);
        SourceKind kind = kinds.get(entry.definition().kind());
        if (kind != null) {
            kind.forget(id, entry.definition().settings());
        }
    }

    synchronized SourceView pause(String id, boolean pause) throws InterruptedException {
        requireLoaded();
        return put(required(id).definition().withPaused(pause));
    }

    synchronized void shutDown() throws InterruptedException {
        for (Entry entry : entries.values()) {
            halt(entry);
        }
    }

    private Entry begin(SourceDefinition definition, Map<String, String> position) {
        SourceKind kind = kinds.get(definition.kind());
        SourceWorker worker = definition.paused() || kind == null
                ? null
                : new SourceWorker(definition, kind, position, store, outboxes.get(), gaps, backoff, rejections, clock)
                        .start();
        Entry entry = new Entry(definition, position, clock.instant(), worker);
        entries.put(definition.id(), entry);
        return entry;
    }

    private void halt(Entry entry) throws InterruptedException {
        if (entry.worker() != null) {
            entry.worker().stop(stopTimeout);
        }
    }

    private void check(SourceDefinition definition) {
        SourceKind kind = kinds.get(definition.kind());
        if (kind == null) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_KIND,
                    "kind is one of " + kinds.keySet().stream().sorted().toList());
        }
        try {
            kind.create(definition.id(), definition.settings());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_SOURCE, String.valueOf(e.getMessage()));
        }
    }

    private void requireLoaded() {
        if (!loaded) {
            throw new ProblemException(ProblemType.BROKER_UNAVAILABLE, "the stored sources have not been read yet");
        }
    }

    private Entry required(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new ProblemException(ProblemType.UNKNOWN_SOURCE, "no source has the id " + id);
        }
        return entry;
    }
}
