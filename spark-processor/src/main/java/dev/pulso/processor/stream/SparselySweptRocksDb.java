package dev.pulso.processor.stream;

import java.util.Collections;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.execution.streaming.state.StateStoreId;
import org.apache.spark.sql.execution.streaming.state.StateStoreMetrics;
import org.apache.spark.sql.execution.streaming.state.UnsafeRowPair;
import scala.collection.Iterator;
import scala.collection.JavaConverters;

/**
 * RocksDB state whose time-outs are looked for now and then only. With time-outs Spark reads the whole state in every
 * micro-batch to find the expired keys: a second of CPU per million keys, twice a second. For a time-to-live of days it is
 * enough to look every {@link #SWEEP_EVERY} batches. Time-outs emit nothing, so no result depends on when one is found.
 */
public final class SparselySweptRocksDb extends RocksDBStateStoreProvider {
    /** An hour at two batches a second. */
    static final long SWEEP_EVERY = 7_200;

    @Override
    public StateStore getStore(long version) {
        StateStore store = super.getStore(version);
        return version % SWEEP_EVERY == SWEEP_EVERY - 1 ? store : new NotSwept(store);
    }

    /** A store that pretends to be empty when it is read as a whole; all else goes through. */
    private record NotSwept(StateStore store) implements StateStore {
        @Override
        public Iterator<UnsafeRowPair> iterator() {
            return JavaConverters.asScalaIterator(Collections.emptyIterator());
        }

        @Override
        public StateStoreId id() {
            return store.id();
        }

        @Override
        public long version() {
            return store.version();
        }

        @Override
        public UnsafeRow get(UnsafeRow key) {
            return store.get(key);
        }

        @Override
        public void put(UnsafeRow key, UnsafeRow value) {
            store.put(key, value);
        }

        @Override
        public void remove(UnsafeRow key) {
            store.remove(key);
        }

        @Override
        public Iterator<UnsafeRowPair> prefixScan(UnsafeRow prefix) {
            return store.prefixScan(prefix);
        }

        @Override
        public long commit() {
            return store.commit();
        }

        @Override
        public void abort() {
            store.abort();
        }

        @Override
        public StateStoreMetrics metrics() {
            return store.metrics();
        }

        @Override
        public boolean hasCommitted() {
            return store.hasCommitted();
        }
    }
}
