package dev.pulso.processor.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.execution.streaming.state.UnsafeRowPair;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/**
 * What is known of the keys of one shard: bytes by key in Spark's state store, each with the time at which it is forgotten. The
 * rows are those of {@code flatMapGroupsWithState}, and so is the way a key finds its shard.
 */
final class KnownKeys {
    static final StructType KEY = new StructType().add("value", DataTypes.StringType);
    static final StructType VALUE = new StructType()
            .add("groupState", new StructType().add("value", DataTypes.BinaryType))
            .add("timeoutTimestamp", DataTypes.LongType, false);

    private static final int SEED = 42;

    /** Holds the number of all other keys: Spark would read before every write to know it. No key of a record is empty. */
    private static final UTF8String COUNT = UTF8String.EMPTY_UTF8;

    private final StateStore store;
    private final UnsafeRowWriter keys = new UnsafeRowWriter(1, 128);
    private final UnsafeRowWriter values = new UnsafeRowWriter(2, 512);
    private final UnsafeRowWriter states = new UnsafeRowWriter(values, 1);

    private long count;

    KnownKeys(StateStore store) {
        this.store = store;
        byte[] kept = get(COUNT);
        this.count = kept == null ? counted() : ByteBuffer.wrap(kept).getLong();
    }

    /** The shard a key belongs to; fixed once a checkpoint exists. */
    static int shardOf(UTF8String key, int shards) {
        int hash = Murmur3_x86_32.hashUnsafeBytes(key.getBaseObject(), key.getBaseOffset(), key.numBytes(), SEED);
        return Math.floorMod(hash, shards);
    }

    byte @Nullable [] get(UTF8String key) {
        UnsafeRow row = store.get(row(key));
        return row == null ? null : row.getStruct(0, 1).getBinary(0);
    }

    /**
     * Keeps what is known of a key from now on.
     *
     * @param isNew whether nothing was known of it
     * @param forgottenAt epoch milliseconds
     */
    void put(UTF8String key, byte[] state, boolean isNew, long forgottenAt) {
        count += isNew ? 1 : 0;
        put(key, state, forgottenAt);
    }

    private void put(UTF8String key, byte[] state, long forgottenAt) {
        values.reset();
        values.zeroOutNullBytes();
        int before = values.cursor();
        states.resetRowWriter();
        states.write(0, state);
        values.setOffsetAndSizeFromPreviousCursor(0, before);
        values.write(1, forgottenAt);
        store.put(row(key), values.getRow());
    }

    /** Forgets what was to be forgotten before {@code now}, in epoch milliseconds; reads the whole shard. */
    void sweep(long now) {
        List<UnsafeRow> expired = new ArrayList<>();
        Iterator<UnsafeRowPair> all = store.iterator();
        while (all.hasNext()) {
            UnsafeRowPair each = all.next();
            if (each.value().getLong(1) < now) {
                expired.add(each.key().copy());
            }
        }
        expired.forEach(store::remove);
        count -= expired.size();
    }

    /** Makes all changes durable at once; returns the number of keys. */
    long commit() {
        put(COUNT, ByteBuffer.allocate(Long.BYTES).putLong(count).array(), Long.MAX_VALUE);
        store.commit();
        return count;
    }

    /** Of a checkpoint that does not say it: reads the whole shard, once. */
    private long counted() {
        long keys = 0;
        for (Iterator<UnsafeRowPair> all = store.iterator(); all.hasNext(); all.next()) {
            keys++;
        }
        return keys;
    }

    private UnsafeRow row(UTF8String key) {
        keys.reset();
        keys.zeroOutNullBytes();
        keys.write(0, key);
        return keys.getRow();
    }
}
