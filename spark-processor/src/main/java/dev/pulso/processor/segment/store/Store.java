package dev.pulso.processor.segment.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Sorted keys and values of one segmentation in RocksDB, which Spark brings. Keys are made of a {@link Kind} and ASCII parts of
 * fixed width. Reading is safe from several threads. Every method throws {@link UncheckedIOException} if the disk fails.
 */
public final class Store implements AutoCloseable {
    private static final long CACHE_BYTES = 8L << 20;
    private static final long BUFFER_BYTES = 8L << 20;
    private static final int BLOOM_BITS = 10;

    private final Options options;
    private final WriteOptions durable = new WriteOptions().setSync(true);
    private final RocksDB db;

    static {
        RocksDB.loadLibrary();
    }

    private Store(Options options, RocksDB db) {
        this.options = options;
        this.db = db;
    }

    /** An entry; the key without its kind. */
    public record Entry(String key, String value) {}

    /** Opens the store, or makes an empty one. One process at a time can. */
    public static Store open(Path directory) {
        Options options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(BUFFER_BYTES)
                .setMaxOpenFiles(64)
                .setKeepLogFileNum(2)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(new LRUCache(CACHE_BYTES))
                        // Most records are new: the filter answers for keys that are not there.
                        .setFilterPolicy(new BloomFilter(BLOOM_BITS)));
        try {
            Files.createDirectories(directory);
            return new Store(options, RocksDB.open(options, directory.toString()));
        } catch (IOException e) {
            options.close();
            throw new UncheckedIOException(e);
        } catch (RocksDBException e) {
            options.close();
            throw failure(e);
        }
    }

    public @Nullable String get(Kind kind, String... parts) {
        try {
            byte[] value = db.get(key(kind, parts));
            return value == null ? null : new String(value, UTF_8);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    public boolean has(Kind kind, String... parts) {
        return get(kind, parts) != null;
    }

    /** Entries whose key begins with the parts, in order; to be closed. Sees what was there at the call. */
    public Stream<Entry> scan(Kind kind, String... parts) {
        byte[] prefix = key(kind, parts);
        return from(kind, prefix, end(prefix));
    }

    /** Entries from one key (included) to another (not included), in order; to be closed. */
    public Stream<Entry> range(Kind kind, String from, String to) {
        return from(kind, key(kind, from), key(kind, to));
    }

    private Stream<Entry> from(Kind kind, byte[] from, byte[] to) {
        Scan scan = new Scan(db.newIterator(), from, to);
        return StreamSupport.stream(scan, false).onClose(scan::close);
    }

    /** The last entry of a kind. */
    public Optional<Entry> last(Kind kind) {
        try (RocksIterator iterator = db.newIterator()) {
            iterator.seekForPrev(end(key(kind)));
            return iterator.isValid() && iterator.key()[0] == kind.letter()
                    ? Optional.of(entry(iterator))
                    : Optional.empty();
        }
    }

    public Changes change() {
        return new Changes(db, durable);
    }

    @Override
    public void close() {
        durable.close();
        db.close();
        options.close();
    }

    static Entry entry(RocksIterator iterator) {
        byte[] key = iterator.key();
        return new Entry(new String(key, 1, key.length - 1, UTF_8), new String(iterator.value(), UTF_8));
    }

    static byte[] key(Kind kind, String... parts) {
        byte[] rest = String.join("", parts).getBytes(UTF_8);
        byte[] key = new byte[rest.length + 1];
        key[0] = kind.letter();
        System.arraycopy(rest, 0, key, 1, rest.length);
        return key;
    }

    /** The first key behind all that begin with this one. Keys are ASCII: no byte overflows. */
    static byte[] end(byte[] prefix) {
        byte[] end = prefix.clone();
        end[end.length - 1]++;
        return end;
    }

    static UncheckedIOException failure(RocksDBException cause) {
        return new UncheckedIOException(new IOException("the store of a segmentation failed", cause));
    }
}
