package dev.pulso.processor.archive;

import dev.pulso.contracts.Topics;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.intake.RecordReader;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One archived record: the bytes as they came in, where they stood, and what finds them again. */
final class ArchiveRow {
    /** Of the records of the input topics. */
    static final StructType RECORD = new StructType()
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType)
            .add("value", DataTypes.BinaryType);

    /** Of the files: {@code key} is what the processor counts once, {@code minute} the window of its event time. */
    static final StructType FILE = RECORD.add("key", DataTypes.StringType)
            .add("minute", DataTypes.TimestampType)
            .add("generation", DataTypes.LongType)
            .add("batch", DataTypes.LongType);

    /** Of the rows to write: the last two name the directory. */
    static final StructType WRITTEN = FILE.add("kind", DataTypes.StringType).add("day", DataTypes.StringType);

    private ArchiveRow() {}

    /** The row of a record; nothing for one that cannot be counted, which is on its own topic already. */
    static Optional<Row> of(Row row, long generation, long batch) {
        byte[] value = row.isNullAt(4) ? null : row.getAs(4);
        RecordReader.Keyed keyed = read(row, value);
        Instant minute = minute(keyed.fact());
        if (value == null || minute == null) {
            return Optional.empty();
        }
        return Optional.of(RowFactory.create(
                row.getString(0),
                row.getInt(1),
                row.getLong(2),
                row.getTimestamp(3),
                value,
                keyed.key(),
                Timestamp.from(minute),
                generation,
                batch,
                kind(row.getString(0)),
                minute.atZone(ZoneOffset.UTC).toLocalDate().toString()));
    }

    /** The directory of a topic. */
    static String kind(String topic) {
        return topic.equals(Topics.POSTS.name()) ? "posts" : "events";
    }

    /** What an archived row says. */
    static Fact fact(Row row) {
        return read(row, row.getAs(4)).fact();
    }

    private static RecordReader.Keyed read(Row row, byte @Nullable [] value) {
        Origin at = new Origin(row.getString(0), row.getInt(1), row.getLong(2));
        return RecordReader.read(at, row.getTimestamp(3).toInstant(), value);
    }

    /** A deletion has no event time of its own: it is filed under the day it was seen. */
    private static @Nullable Instant minute(Fact fact) {
        if (fact.event() != null) {
            return fact.event().key().windowStart();
        }
        if (fact.post() == null) {
            return null;
        }
        return fact.post().counted() == null
                ? fact.post().revision()
                : fact.post().counted().windowStart();
    }
}
