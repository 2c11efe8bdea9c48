package dev.pulso.processor.stream;

import com.esotericsoftware.kryo.io.Output;
import dev.pulso.processor.counting.Counted;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.intake.RecordReader;
import dev.pulso.processor.progress.ReadRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Kafka's records to facts, sorted to the shards of their keys. A chunk holds facts of one partition in the order of their
 * offsets. Every shard is told the newest time of the broker too, as a chunk without a place: it is what "now" means for
 * forgetting, and the same when the batch is done again.
 */
final class ReadStep implements PairFlatMapFunction<Iterator<InternalRow>, Integer, byte[]> {
    private static final long serialVersionUID = 1;
    // The columns of Spark's Kafka source.
    private static final int VALUE = 1;
    private static final int TOPIC = 2;
    private static final int PARTITION = 3;
    private static final int OFFSET = 4;
    private static final int TIMESTAMP = 5;

    private final int shards;
    private final int mostPaired;
    private final LongAccumulator rejected;
    private final LongAccumulator unpaired;
    private final CollectionAccumulator<ReadRange> read;

    /**
     * @param unpaired counts posts with more tags than make pairs
     * @param read takes the offsets read
     */
    ReadStep(
            int shards,
            int mostPaired,
            LongAccumulator rejected,
            LongAccumulator unpaired,
            CollectionAccumulator<ReadRange> read) {
        this.shards = shards;
        this.mostPaired = mostPaired;
        this.rejected = rejected;
        this.unpaired = unpaired;
        this.read = read;
    }

    @Override
    public Iterator<Tuple2<Integer, byte[]>> call(Iterator<InternalRow> records) {
        Chunks facts = new Chunks(shards);
        ReadRanges offsets = new ReadRanges();
        @Nullable Origin last = null;
        long newest = 0;
        while (records.hasNext()) {
            InternalRow row = records.next();
            Origin at = new Origin(row.getUTF8String(TOPIC).toString(), row.getInt(PARTITION), row.getLong(OFFSET));
            if (last == null
                    || last.partition() != at.partition()
                    || !last.topic().equals(at.topic())) {
                facts.cut();
            }
            last = at;
            offsets.add(at);
            long micros = row.getLong(TIMESTAMP);
            Instant receivedAt = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            RecordReader.Keyed keyed =
                    RecordReader.read(at, receivedAt, row.isNullAt(VALUE) ? null : row.getBinary(VALUE));
            count(keyed.fact());
            UTF8String key = UTF8String.fromString(keyed.key());
            Output out = facts.to(KnownKeys.shardOf(key, shards));
            if (out.position() == 0) {
                out.writeBoolean(true);
                Wire.write(out, at);
            }
            Wire.write(out, key);
            Wire.write(out, keyed.fact());
            newest = Math.max(newest, receivedAt.toEpochMilli());
        }
        facts.cut();
        for (int shard = 0; shard < shards; shard++) {
            Output out = facts.to(shard);
            out.writeBoolean(false);
            out.writeLong(newest);
        }
        offsets.all().forEach(read::add);
        return facts.end();
    }

    private void count(Fact fact) {
        if (fact.rejected() != null) {
            rejected.add(1);
        }
        Counted post = fact.post() == null ? null : fact.post().counted();
        if (post != null && mostPaired > 0 && post.tags().size() > mostPaired) {
            unpaired.add(1);
        }
    }
}
