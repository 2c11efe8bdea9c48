package dev.pulso.ingest.spool;

import dev.pulso.ingest.publish.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A queue of records on disk: appended and synced at one end, taken at the other, forgotten by whole segments. After a
 * crash it begins with its oldest segment again, so what was taken last may be taken twice. One folder, one process.
 */
final class SegmentLog implements AutoCloseable {
    static final String DAMAGED = ".damaged";
    static final String REFUSED = ".refused";

    private static final Logger LOG = Logger.getLogger(SegmentLog.class);
    private static final String LOCK = ".lock";
    /** A batch is a unit of reading: it is in memory as a whole. */
    private static final int BATCH_BYTES = 1 << 20;

    private final Path folder;
    private final int segmentBytes;
    private final FileChannel lock;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private @Nullable Segment writing;
    private volatile long bytes;

    private SegmentLog(Path folder, int segmentBytes, FileChannel lock) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.lock = lock;
    }

    /**
     * Opens the log of a folder and what a process before left in it.
     *
     * @throws IOException if the folder cannot be used, or another process does
     */
    static SegmentLog open(Path folder, int segmentBytes) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new IOException(folder + " is the spool of another process");
            }
            SegmentLog log = new SegmentLog(folder, segmentBytes, lock);
            log.recover();
            return log;
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException(folder + " is in use already", e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private void recover() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(path -> path.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path path : files) {
            Segment segment = Segment.recover(path);
            segments.add(segment);
            if (segment.unreadable() > 0 && path.equals(files.get(files.size() - 1))) {
                // Nobody was told that these were accepted: the crash came before the sync.
                LOG.infof("the last %d bytes of %s were torn by a crash", segment.unreadable(), path);
                segment.dropUnsynced();
            }
        }
        weigh();
    }

    private void weigh() {
        bytes = segments.stream().mapToLong(Segment::bytes).sum();
    }

    /** Writes records behind all others. They are on disk when this returns. */
    synchronized void append(List<Outgoing> records, long nowMillis) throws IOException {
        Segment segment = segment();
        try {
            List<Outgoing> batch = new ArrayList<>();
            int bytes = 0;
            long offset = segment.nextOffset();
            for (Outgoing record : records) {
                batch.add(record);
                bytes += record.size();
                if (bytes >= BATCH_BYTES) {
                    segment.write(batch, offset, nowMillis);
                    offset += batch.size();
                    batch.clear();
                    bytes = 0;
                }
            }
            if (!batch.isEmpty()) {
                segment.write(batch, offset, nowMillis);
            }
            segment.sync(records.size());
        } catch (IOException e) {
            // What a failed sync has left behind is unknown: nothing more goes into this file.
            writing = null;
            segment.dropUnsynced();
            throw e;
        } finally {
            weigh();
        }
    }

    private Segment segment() throws IOException {
        Segment current = writing;
        if (current == null || current.bytes() >= segmentBytes) {
            Segment last = segments.peekLast();
            current = Segment.create(folder, last == null ? 0 : Math.max(last.nextOffset(), last.firstOffset() + 1));
            Utils.flushDir(folder);
            segments.add(current);
            writing = current;
        }
        return current;
    }

    /** The oldest batch that was not taken yet; null if there is none. What was taken before is forgotten. */
    synchronized Segment.@Nullable Batch take() {
        while (!segments.isEmpty()) {
            Segment oldest = segments.getFirst();
            Segment.Batch batch = oldest.take();
            if (batch != null) {
                return batch;
            }
            forget(segments.removeFirst());
            weigh();
        }
        return null;
    }

    private void forget(Segment segment) {
        if (segment.equals(writing)) {
            writing = null;
        }
        try {
            if (segment.unreadable() == 0 && segment.allTaken()) {
                segment.delete();
                return;
            }
            LOG.errorf(
                    "%s is damaged, %d bytes of it cannot be read; it is kept as %s",
                    segment.path(), segment.unreadable(), DAMAGED);
            segment.close();
            Files.move(segment.path(), Path.of(segment.path() + DAMAGED));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + segment.path(), e);
        }
    }

    /** Records that were not taken when it was opened, or appended since; those taken since included. */
    synchronized long records() {
        return segments.stream().mapToLong(Segment::records).sum();
    }

    /** Bytes on disk, those of damaged files not counted. Waits for no write that is under way. */
    long bytes() {
        return bytes;
    }

    /** Keeps an event that can go nowhere, for a person to look at. */
    void keepRefused(byte[] event) throws IOException {
        Path file = Files.createTempFile(folder, "event-", REFUSED);
        Files.write(file, event, StandardOpenOption.SYNC);
    }

    @Override
    public synchronized void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
        lock.close();
    }
}
