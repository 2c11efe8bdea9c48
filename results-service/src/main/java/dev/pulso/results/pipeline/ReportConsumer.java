package dev.pulso.results.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the latest report of every component. A report that is lost is replaced by the next one seconds later. */
@ApplicationScoped
class ReportConsumer {
    private final MeterRegistry meters;

    ReportConsumer(MeterRegistry meters) {
        this.meters = meters;
    }

    @Incoming("reports")
    @Blocking
    @Transactional
    void keep(ConsumerRecords<byte[], byte[]> records) {
        Map<String, PipelineReport> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                read(record.value(), latest);
            }
        }
        latest.values().forEach(ReportConsumer::keep);
    }

    private void read(byte[] bytes, Map<String, PipelineReport> latest) {
        try {
            PipelineReport report = MessageCodec.read(Topics.PIPELINE, bytes).data();
            latest.put(report.component(), report);
        } catch (InvalidMessageException e) {
            meters.counter("pulso.reports.unreadable", "code", e.code()).increment();
        }
    }

    private static void keep(PipelineReport report) {
        PipelineReportRow row = PipelineReportRow.findById(report.component());
        if (row == null) {
            row = new PipelineReportRow();
            row.component = report.component();
        }
        row.at = report.at();
        try {
            row.report = MessageCodec.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a report has no JSON form", e);
        }
        row.persist();
    }
}
