package dev.pulso.processor.segment.store;

import dev.pulso.processor.segment.store.Store.Entry;
import java.util.Arrays;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.rocksdb.RocksIterator;

/** Walks over a range of keys. */
final class Scan extends AbstractSpliterator<Entry> implements AutoCloseable {
    private final RocksIterator iterator;
    private final byte[] end;

    Scan(RocksIterator iterator, byte[] from, byte[] end) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.iterator = iterator;
        this.end = end;
        iterator.seek(from);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Entry> action) {
        if (!iterator.isValid() || Arrays.compareUnsigned(iterator.key(), end) >= 0) {
            return false;
        }
        Entry entry = Store.entry(iterator);
        iterator.next();
        action.accept(entry);
        return true;
    }

    @Override
    public void close() {
        iterator.close();
    }
}
