package dev.pulso.processor;

import dev.pulso.processor.health.HealthServer;
import dev.pulso.processor.segment.OrderGuard;
import dev.pulso.processor.segment.OrderHandler;
import dev.pulso.processor.segment.Segmentations;
import dev.pulso.processor.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Segmentation, if it is switched on. */
final class Learning implements AutoCloseable {
    private final Optional<Segmentations> segmentations;

    private Learning(Optional<Segmentations> segmentations) {
        this.segmentations = segmentations;
    }

    static Learning start(SparkSession spark, Settings settings, MeterRegistry metrics, HealthServer health) {
        if (!settings.segments().enabled()) {
            return new Learning(Optional.empty());
        }
        Segmentations segmentations = Segmentations.start(spark, settings, metrics);
        health.add(OrderHandler.PATH, new OrderGuard(new OrderHandler(segmentations), settings.ordersKeyFile()));
        return new Learning(Optional.of(segmentations));
    }

    /** Safe to call twice. */
    @Override
    public void close() {
        segmentations.ifPresent(Segmentations::close);
    }
}
