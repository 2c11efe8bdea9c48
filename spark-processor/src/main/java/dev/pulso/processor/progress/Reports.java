package dev.pulso.processor.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.pipeline.PipelineReport.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A query's line on {@code pulso.pipeline}. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Producer<byte[], byte[]> producer;
    private final String component;

    Reports(String query, Producer<byte[], byte[]> producer) {
        this.component = "spark-processor/" + query;
        this.producer = producer;
    }

    void send(Vitals vitals, Map<String, Double> metrics, List<Gap> gaps, Instant at) {
        PipelineReport report = new PipelineReport(component, at, status(vitals), metrics, gaps, List.of());
        CloudEvent<PipelineReport> event = new CloudEvent<>(
                component + "/" + at, "/pulso/spark-processor", Topics.PIPELINE.type(), component, at, null, report);
        var message = new ProducerRecord<byte[], byte[]>(
                Topics.PIPELINE.name(), component.getBytes(UTF_8), MessageCodec.write(event));
        message.headers().add("content-type", CloudEvent.CONTENT_TYPE.getBytes(UTF_8));
        var unused = producer.send(message, (sent, failure) -> {
            if (failure != null) {
                LOG.warn("report not sent reason={}", failure.getClass().getSimpleName());
            }
        });
    }

    private static Status status(Vitals vitals) {
        return switch (vitals.phase()) {
            case WARMING -> Status.WARMING;
            case RUNNING -> vitals.isCounting() ? Status.UP : Status.DEGRADED;
            case RESTARTING -> Status.DEGRADED;
            case STOPPING -> Status.DOWN;
        };
    }
}
