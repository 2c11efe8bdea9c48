package dev.pulso.processor.segment.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Changes of a store that happen together or not at all, and outlive a crash once {@link #write} has returned. */
public final class Changes implements AutoCloseable {
    private static final int MANY = 5_000;

    private final RocksDB db;
    private final WriteOptions durable;
    private final WriteBatch batch = new WriteBatch();

    Changes(RocksDB db, WriteOptions durable) {
        this.db = db;
        this.durable = durable;
    }

    public Changes put(Kind kind, String value, String... parts) {
        try {
            batch.put(Store.key(kind, parts), value.getBytes(UTF_8));
            return this;
        } catch (RocksDBException e) {
            throw Store.failure(e);
        }
    }

    public Changes delete(Kind kind, String... parts) {
        try {
            batch.delete(Store.key(kind, parts));
            return this;
        } catch (RocksDBException e) {
            throw Store.failure(e);
        }
    }

    /** Deletes all entries whose key begins with the parts. */
    public Changes deleteAll(Kind kind, String... parts) {
        try {
            byte[] prefix = Store.key(kind, parts);
            batch.deleteRange(prefix, Store.end(prefix));
            return this;
        } catch (RocksDBException e) {
            throw Store.failure(e);
        }
    }

    /** Writes what has gathered, and starts anew. */
    public void write() {
        try {
            db.write(durable, batch);
            batch.clear();
        } catch (RocksDBException e) {
            throw Store.failure(e);
        }
    }

    /** Writes once there is much of it: only between changes that need not happen together. */
    public void writeIfMany() {
        if (batch.count() >= MANY) {
            write();
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
