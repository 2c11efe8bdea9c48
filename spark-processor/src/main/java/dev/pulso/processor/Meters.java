package dev.pulso.processor;

import dev.pulso.processor.progress.Progress;
import dev.pulso.processor.progress.SideProgress;
import dev.pulso.processor.progress.Vitals;
import dev.pulso.processor.stream.CountsFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;

/** What Prometheus sees of the processor. */
final class Meters {
    private Meters() {}

    static PrometheusMeterRegistry registry(JvmGcMetrics gc) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        return registry;
    }

    static void bind(PrometheusMeterRegistry registry, Progress progress, Vitals vitals) {
        counter(registry, progress, "records", "Records read and counted or rejected");
        counter(registry, progress, "rejected", "Records sent to pulso.events.rejected");
        gauge(registry, progress, "batchMillis", "pulso.processor.batch.millis", "Duration of the last batch");
        gauge(registry, progress, "lagRecords", "pulso.processor.lag.records", "Records at the broker not counted yet");
        gauge(registry, progress, "stateRows", "pulso.processor.state.rows", "Posts and events remembered");
        gauge(registry, progress, "generation", "pulso.processor.generation", "Creation of the checkpoint, epoch ms");
        Gauge.builder("pulso.processor.counting", vitals, each -> each.isCounting() ? 1 : 0)
                .description("1 while the query runs and is heard of")
                .register(registry);
    }

    static void bind(PrometheusMeterRegistry registry, CountsFigures figures) {
        FunctionCounter.builder("pulso.processor.unpaired", figures, CountsFigures::unpairedPosts)
                .description("Posts with more tags than make pairs")
                .register(registry);
    }

    /** Figures of a query beside the counting one. */
    static void bind(PrometheusMeterRegistry registry, String query, SideProgress progress) {
        String prefix = "pulso.processor." + query;
        FunctionCounter.builder(prefix + ".records", progress, each -> figure(each, "records"))
                .description("Records that the " + query + " query has read")
                .register(registry);
        Gauge.builder(prefix + ".batch.millis", progress, each -> figure(each, "batchMillis"))
                .description("Duration of the last batch of the " + query + " query")
                .register(registry);
        Gauge.builder(prefix + ".lag.records", progress, each -> figure(each, "lagRecords"))
                .description("Records at the broker that the " + query + " query has not read")
                .register(registry);
    }

    private static double figure(SideProgress progress, String figure) {
        return progress.figures().getOrDefault(figure, 0.0);
    }

    private static void counter(
            PrometheusMeterRegistry registry, Progress progress, String figure, String description) {
        FunctionCounter.builder(
                        "pulso.processor." + figure,
                        progress,
                        each -> each.figures().getOrDefault(figure, 0.0))
                .description(description)
                .register(registry);
    }

    private static void gauge(
            PrometheusMeterRegistry registry, Progress progress, String figure, String name, String description) {
        Gauge.builder(name, progress, each -> each.figures().getOrDefault(figure, 0.0))
                .description(description)
                .register(registry);
    }
}
