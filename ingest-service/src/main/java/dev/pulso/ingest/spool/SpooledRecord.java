package dev.pulso.ingest.spool;

import dev.pulso.ingest.publish.Outgoing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** An outgoing record as a record of a segment: where it goes and its trace context are headers. */
final class SpooledRecord {
    private static final String TOPIC = "topic";
    private static final String TRACE = "traceparent";

    private SpooledRecord() {}

    static SimpleRecord of(Outgoing outgoing, long nowMillis) {
        List<Header> headers = new ArrayList<>();
        headers.add(new RecordHeader(TOPIC, outgoing.topic().getBytes(StandardCharsets.UTF_8)));
        String traceparent = outgoing.traceparent();
        if (traceparent != null) {
            headers.add(new RecordHeader(TRACE, traceparent.getBytes(StandardCharsets.UTF_8)));
        }
        return new SimpleRecord(nowMillis, outgoing.key(), outgoing.event(), headers.toArray(Header[]::new));
    }

    static List<Outgoing> read(RecordBatch batch) {
        List<Outgoing> records = new ArrayList<>();
        for (Record record : batch) {
            String topic = header(record, TOPIC);
            if (topic == null) {
                throw new IllegalArgumentException("a record without a topic");
            }
            records.add(new Outgoing(topic, null, bytes(record.key()), bytes(record.value()), header(record, TRACE)));
        }
        return records;
    }

    private static @Nullable String header(Record record, String name) {
        for (Header header : record.headers()) {
            if (header.key().equals(name)) {
                return new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? null : Utils.toArray(buffer);
    }
}
