package dev.pulso.processor.stream;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.processor.counting.BatchTally;
import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.KeyHistory;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.intake.RecordReader;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.GroupState;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** The steps of the counting query as Spark calls them. Between the steps travel keys and JSON. */
final class Counting {
    /** Set by Spark for the tasks of a micro-batch. */
    private static final String BATCH_ID = "streaming.sql.batchId";

    private static final ObjectReader FACT = MessageCodec.mapper().readerFor(Fact.class);
    private static final ObjectWriter FACTS = MessageCodec.mapper().writerFor(Fact.class);
    private static final ObjectReader CHANGE = MessageCodec.mapper().readerFor(Change.class);
    private static final ObjectWriter CHANGES = MessageCodec.mapper().writerFor(Change.class);

    private Counting() {}

    /** Kafka's record to a keyed fact. Columns: topic, partition, offset, timestamp, value. */
    static Tuple2<String, byte[]> read(Row row, LongAccumulator rejected) {
        Origin at = new Origin(row.getString(0), row.getInt(1), row.getLong(2));
        Timestamp received = row.getTimestamp(3);
        RecordReader.Keyed keyed = RecordReader.read(at, received.toInstant(), row.isNullAt(4) ? null : row.getAs(4));
        if (keyed.fact().rejected() != null) {
            rejected.add(1);
        }
        return new Tuple2<>(keyed.key(), write(FACTS, keyed.fact()));
    }

    /** The facts about one key to the changes they make, with what is known of the key as state. */
    static final class Remember
            implements FlatMapGroupsWithStateFunction<String, Tuple2<String, byte[]>, byte[], Tuple2<String, byte[]>>,
                    Serializable {
        private static final long serialVersionUID = 1;
        private final Duration timeToLive;

        Remember(Duration timeToLive) {
            this.timeToLive = timeToLive;
        }

        @Override
        public Iterator<Tuple2<String, byte[]>> call(
                String key, Iterator<Tuple2<String, byte[]>> values, GroupState<byte[]> state) {
            if (state.hasTimedOut()) {
                state.remove();
                return List.<Tuple2<String, byte[]>>of().iterator();
            }
            List<Fact> facts = new ArrayList<>();
            values.forEachRemaining(value -> facts.add(read(FACT, value._2())));
            KeyHistory history = KeyHistory.of(state.exists() ? state.get() : null, facts);
            byte[] newState = history.newState();
            if (newState != null) {
                state.update(newState);
            }
            if (state.exists()) {
                state.setTimeoutDuration(timeToLive.toMillis());
            }
            return history.changes().stream()
                    .map(change -> new Tuple2<>(change.place(), write(CHANGES, change)))
                    .iterator();
        }
    }

    /** All changes of some keys in one batch to messages. Columns: topic, key, value. */
    static Iterator<Row> tally(Iterator<Tuple2<String, byte[]>> changes, String queryName) {
        long batch = Long.parseLong(TaskContext.get().getLocalProperty(BATCH_ID));
        List<Row> messages = new ArrayList<>();
        BatchTally tally = new BatchTally(queryName, batch, message -> messages.add(row(message)));
        changes.forEachRemaining(change -> tally.add(read(CHANGE, change._2())));
        tally.close();
        return messages.iterator();
    }

    private static Row row(BatchTally.Message message) {
        return RowFactory.create(message.topic(), message.key().getBytes(StandardCharsets.UTF_8), message.value());
    }

    private static <T> T read(ObjectReader reader, byte[] json) {
        try {
            return reader.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException("what one step wrote the next cannot read", e);
        }
    }

    private static byte[] write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a value has no JSON form", e);
        }
    }
}
