package dev.pulso.ingest.spool;

import dev.pulso.ingest.publish.Outgoing;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.jspecify.annotations.Nullable;

/**
 * One file of the spool, written as Kafka writes its own: batches of records with CRC-32C. {@code kafka-dump-log.sh
 * --files} reads it.
 */
final class Segment implements AutoCloseable {
    static final String SUFFIX = ".log";

    private final FileRecords file;
    private final long firstOffset;
    /** Where the whole, synced batches end. */
    private volatile int end;

    private volatile long records;
    private int taken;

    private Segment(FileRecords file, long firstOffset) {
        this.file = file;
        this.firstOffset = firstOffset;
    }

    /** @param firstOffset number of its first record in the spool, and its name */
    static Segment create(Path folder, long firstOffset) throws IOException {
        File path = folder.resolve(String.format(Locale.ROOT, "%020d%s", firstOffset, SUFFIX))
                .toFile();
        return new Segment(FileRecords.open(path, true, false, 0, false), firstOffset);
    }

    /** Opens a file that was left behind and finds the end of its whole batches. */
    static Segment recover(Path path) throws IOException {
        String name = path.getFileName().toString();
        long firstOffset = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        Segment segment = new Segment(FileRecords.open(path.toFile(), true, true, 0, false), firstOffset);
        Batch batch = segment.read(0, segment.file.sizeInBytes());
        while (batch != null) {
            segment.end = batch.end();
            segment.records += batch.records().size();
            batch = segment.read(batch.end(), segment.file.sizeInBytes());
        }
        return segment;
    }

    /** Writes a batch; it does not count before {@link #sync}. */
    void write(List<Outgoing> batch, long firstOffset, long nowMillis) throws IOException {
        SimpleRecord[] written =
                batch.stream().map(one -> SpooledRecord.of(one, nowMillis)).toArray(SimpleRecord[]::new);
        file.append(MemoryRecords.withRecords(firstOffset, Compression.lz4().build(), written));
    }

    void sync(int moreRecords) throws IOException {
        file.flush();
        end = file.sizeInBytes();
        records += moreRecords;
    }

    /** Forgets what was written since the last {@link #sync}, or was torn by a crash. */
    void dropUnsynced() throws IOException {
        file.truncateTo(end);
    }

    /** The next batch that was not taken yet, or null if there is none now. */
    @Nullable
    Batch take() {
        Batch batch = read(taken, end);
        if (batch != null) {
            taken = batch.end();
        }
        return batch;
    }

    private @Nullable Batch read(int from, int to) {
        try {
            Iterator<FileChannelRecordBatch> batches =
                    file.slice(from, to - from).batches().iterator();
            if (!batches.hasNext()) {
                return null;
            }
            RecordBatch batch = batches.next();
            batch.ensureValid();
            return new Batch(SpooledRecord.read(batch), batch.maxTimestamp(), from + batch.sizeInBytes());
        } catch (KafkaException | IllegalArgumentException e) {
            if (e.getCause() instanceof IOException cause && !(cause instanceof EOFException)) {
                throw new UncheckedIOException("cannot read " + path(), cause);
            }
            // Not a whole batch: torn by a crash or damaged on disk.
            return null;
        }
    }

    /**
     * Records that were written together.
     *
     * @param end position behind them in the file
     */
    record Batch(List<Outgoing> records, long writtenAtMillis, int end) {}

    boolean allTaken() {
        return taken >= end;
    }

    long firstOffset() {
        return firstOffset;
    }

    /** Number of the first record behind this segment. */
    long nextOffset() {
        return firstOffset + records;
    }

    long records() {
        return records;
    }

    int bytes() {
        return file.sizeInBytes();
    }

    /** Bytes at its end that are no whole batch. */
    int unreadable() {
        return file.sizeInBytes() - end;
    }

    Path path() {
        return file.file().toPath();
    }

    @Override
    public void close() throws IOException {
        // Not FileRecords.close: it would cut the file, which a reader may still look at.
        file.closeHandlers();
    }

    void delete() throws IOException {
        file.deleteIfExists();
    }
}
