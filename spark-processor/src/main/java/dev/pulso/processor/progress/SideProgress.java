package dev.pulso.processor.progress;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports of a query beside the counting one, every five seconds. */
public final class SideProgress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SideProgress.class);
    private static final long REPORT_SECONDS = 5;

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(SideProgress::thread);
    private final AtomicReference<@Nullable BatchProgress> last = new AtomicReference<>();
    private final AtomicLong records = new AtomicLong();
    private final String query;
    private final Reports reports;
    private final Vitals vitals;
    private final Supplier<Map<String, Double>> more;
    private final Clock clock;

    /** @param more further figures of this query, the unit ending the name */
    public SideProgress(
            String query,
            Producer<byte[], byte[]> producer,
            Vitals vitals,
            Supplier<Map<String, Double>> more,
            Clock clock) {
        this.query = query;
        this.reports = new Reports(query, producer);
        this.vitals = vitals;
        this.more = more;
        this.clock = clock;
        var unused = worker.scheduleWithFixedDelay(this::report, REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes Spark's events about the query. */
    public StreamingQueryListener listener() {
        return new QueryEvents(query, this::batchDone, vitals::heard);
    }

    /** Figures by name, the unit ending the name. */
    public Map<String, Double> figures() {
        BatchProgress batch = last.get();
        Map<String, Double> figures = new LinkedHashMap<>(more.get());
        figures.put("records", (double) records.get());
        figures.put("batch", batch == null ? -1.0 : batch.batchId());
        figures.put("batchMillis", batch == null ? 0.0 : batch.millis());
        figures.put("lagRecords", batch == null ? 0.0 : batch.lag());
        return figures;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private void batchDone(BatchProgress batch) {
        last.set(batch);
        records.addAndGet(batch.rows());
        vitals.heard();
    }

    private void report() {
        try {
            reports.send(vitals, figures(), List.of(), clock.instant());
        } catch (KafkaException e) {
            // An exception that got out would end the schedule for good.
            LOG.warn("broker not told query={} reason={}", query, e.toString());
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pulso-side-progress");
        thread.setDaemon(true);
        return thread;
    }
}
