package dev.pulso.processor;

import dev.pulso.processor.archive.ArchiveQuery;
import dev.pulso.processor.progress.SideProgress;
import dev.pulso.processor.progress.Vitals;
import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.stream.TrendsQuery;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.spark.sql.SparkSession;

/** The slow queries that are switched on. */
final class SideQueries implements AutoCloseable {
    private final List<SideQuery> queries = new ArrayList<>();
    private final List<SideProgress> reports = new ArrayList<>();
    private final SparkSession spark;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, Vitals> vitals;
    private final PrometheusMeterRegistry metrics;

    private SideQueries(
            SparkSession spark,
            Producer<byte[], byte[]> producer,
            Map<String, Vitals> vitals,
            PrometheusMeterRegistry metrics) {
        this.spark = spark;
        this.producer = producer;
        this.vitals = vitals;
        this.metrics = metrics;
    }

    /** How each is doing, by name. */
    static Map<String, Vitals> vitals(Settings settings) {
        Map<String, Vitals> vitals = new LinkedHashMap<>();
        if (settings.archive().enabled()) {
            vitals.put(ArchiveQuery.NAME, vitals(settings, settings.archive().trigger()));
        }
        if (settings.trends().enabled()) {
            vitals.put(TrendsQuery.NAME, vitals(settings, settings.trends().trigger()));
        }
        return vitals;
    }

    static SideQueries start(
            SparkSession spark,
            Settings settings,
            Producer<byte[], byte[]> producer,
            Map<String, Vitals> vitals,
            PrometheusMeterRegistry metrics) {
        SideQueries sides = new SideQueries(spark, producer, vitals, metrics);
        if (settings.archive().enabled()) {
            sides.add(
                    ArchiveQuery.NAME,
                    settings.archive().trigger(),
                    () -> ArchiveQuery.start(spark, settings),
                    Map::of);
        }
        if (settings.trends().enabled()) {
            TrendsQuery trends = new TrendsQuery(spark, settings, producer);
            sides.add(TrendsQuery.NAME, settings.trends().trigger(), trends::start, trends::figures);
        }
        sides.queries.forEach(SideQuery::start);
        return sides;
    }

    /** Ends all of them; safe to call twice. */
    @Override
    public void close() {
        queries.forEach(SideQuery::stop);
        reports.forEach(SideProgress::close);
    }

    private void add(String name, Duration delay, SideQuery.Starter starter, Supplier<Map<String, Double>> figures) {
        Vitals its = vitals.getOrDefault(name, new Vitals(delay, System::nanoTime));
        SideProgress progress = new SideProgress(name, producer, its, figures, Clock.systemUTC());
        spark.streams().addListener(progress.listener());
        Meters.bind(metrics, name, progress);
        reports.add(progress);
        queries.add(new SideQuery(name, delay, its, starter));
    }

    /** A query is heard of once a trigger. */
    private static Vitals vitals(Settings settings, Duration trigger) {
        return new Vitals(settings.stallAfter().plus(trigger.multipliedBy(3)), System::nanoTime);
    }
}
