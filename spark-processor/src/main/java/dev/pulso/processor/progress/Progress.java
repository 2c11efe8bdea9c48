package dev.pulso.processor.progress;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka how far the counts are: group offsets after every batch, a report at most every second and at least every
 * five. Works on a thread of its own, because Spark's event bus must not wait for the broker.
 */
public final class Progress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long TICK_MILLIS = 1_000;
    private static final long QUIET_REPORT_MILLIS = 5_000;

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(Progress::thread);
    private final AtomicReference<@Nullable Map<TopicPartition, Long>> uncommitted = new AtomicReference<>();
    private final AtomicReference<@Nullable BatchProgress> last = new AtomicReference<>();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong generation = new AtomicLong();
    private final Gaps gaps = new Gaps();
    private final GroupOffsets group;
    private final Reports reports;
    private final Vitals vitals;
    private final String query;
    private final LongSupplier rejected;
    private final LongSupplier stateRows;
    private final LongFunction<Optional<List<ReadRange>>> readIn;
    private final Clock clock;

    // Used by the worker's thread only.
    private Instant lastBatchAt;
    private long reportedRecords;
    private long reportedAtMillis;

    /**
     * @param query name of the query whose progress this is
     * @param rejected records refused since the start
     * @param stateRows posts and events remembered
     * @param readIn offsets read, by number of the batch; empty if they are not known any more
     */
    public Progress(
            String query,
            Admin admin,
            Producer<byte[], byte[]> producer,
            Vitals vitals,
            LongSupplier rejected,
            LongSupplier stateRows,
            LongFunction<Optional<List<ReadRange>>> readIn,
            Clock clock) {
        this.query = query;
        this.group = new GroupOffsets(admin);
        this.reports = new Reports(query, producer);
        this.vitals = vitals;
        this.rejected = rejected;
        this.stateRows = stateRows;
        this.readIn = readIn;
        this.clock = clock;
        this.lastBatchAt = clock.instant();
        var unused = worker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Takes Spark's events about the query. */
    public StreamingQueryListener listener() {
        return new QueryEvents(query, this::batchDone, vitals::heard);
    }

    /**
     * Says where the query is about to go on. A crash between a batch and its group offsets leaves them behind for as long as
     * nothing new comes in, and a new generation must not look caught up because the old one was.
     *
     * @param place end offsets of the last finished batch; empty if there is none
     */
    public void startFrom(long newGeneration, Map<TopicPartition, Long> place)
            throws ExecutionException, TimeoutException, InterruptedException {
        generation.set(newGeneration);
        // What an older generation has counted must not be said in the name of this one.
        uncommitted.set(null);
        Map<TopicPartition, Long> start = new LinkedHashMap<>(group.earliest());
        if (!place.isEmpty()) {
            start.putAll(place);
        }
        group.commit(start, query());
    }

    /** Figures by name, the unit ending the name. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("generation", (double) generation.get());
        figures.put("records", (double) records.get());
        figures.put("rejected", (double) rejected.getAsLong());
        BatchProgress batch = last.get();
        figures.put("batch", batch == null ? -1.0 : batch.batchId());
        figures.put("batchMillis", batch == null ? 0.0 : batch.millis());
        figures.put("lagRecords", batch == null ? 0.0 : batch.lag());
        figures.put("stateRows", (double) stateRows.getAsLong());
        return figures;
    }

    @Override
    public void close() {
        worker.execute(this::commit);
        worker.execute(this::report);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(TICK_MILLIS * 5, TimeUnit.MILLISECONDS)) {
                LOG.warn("the last progress was not told in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void batchDone(BatchProgress batch) {
        vitals.heard();
        last.set(batch);
        records.addAndGet(batch.rows());
        uncommitted.set(batch.end());
        worker.execute(() -> {
            commit();
            lookForGaps(batch);
        });
    }

    private void commit() {
        Map<TopicPartition, Long> ends = uncommitted.getAndSet(null);
        if (ends == null) {
            return;
        }
        if (!told(() -> group.commit(ends, query()))) {
            uncommitted.compareAndSet(null, ends);
        }
    }

    private String query() {
        return query + "@" + generation.get();
    }

    private void lookForGaps(BatchProgress batch) {
        Instant now = clock.instant();
        Instant from = lastBatchAt;
        if (batch.rows() < batch.covered() || batch.restarted()) {
            Optional<List<ReadRange>> read = readIn.apply(batch.batchId());
            told(() -> gaps.look(batch, read, group.earliest(), from, now));
        }
        lastBatchAt = now;
    }

    private void tick() {
        vitals.kafkaReachable(told(group::earliest));
        commit();
        long silence = clock.millis() - reportedAtMillis;
        if (records.get() != reportedRecords || silence >= QUIET_REPORT_MILLIS) {
            told(this::report);
        }
    }

    private void report() {
        long now = clock.millis();
        long total = records.get();
        Map<String, Double> figures = figures();
        double seconds = Math.max(1, now - reportedAtMillis) / 1000.0;
        figures.put("rowsPerSecond", reportedAtMillis == 0 ? 0.0 : (total - reportedRecords) / seconds);
        reports.send(vitals, figures, gaps.kept(), Instant.ofEpochMilli(now));
        reportedRecords = total;
        reportedAtMillis = now;
    }

    private interface Telling {
        void run() throws ExecutionException, TimeoutException, InterruptedException;
    }

    /** Whether it went through; if not, the next tick tries again. */
    private static boolean told(Telling telling) {
        try {
            telling.run();
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // An exception that got out would end the schedule for good.
            LOG.warn("broker not told reason={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pulso-progress");
        thread.setDaemon(true);
        return thread;
    }
}
