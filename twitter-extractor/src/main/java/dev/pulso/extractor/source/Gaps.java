package dev.pulso.extractor.source;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last known losses, newest last, in a file: a loss is on disk before the cursor moves past it, so that a kill before the
 * next report does not keep it quiet.
 */
final class Gaps {
    private static final int KEPT = 100;

    private final Path file;
    private final Deque<Gap> gaps;

    private Gaps(Path file, Deque<Gap> gaps) {
        this.file = file;
        this.gaps = gaps;
    }

    /** @throws UncheckedIOException if the file is there and unreadable */
    static Gaps in(Path file) {
        try {
            return new Gaps(
                    file,
                    Files.exists(file)
                            ? new ArrayDeque<>(
                                    MessageCodec.mapper().readValue(file.toFile(), new TypeReference<List<Gap>>() {}))
                            : new ArrayDeque<>());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** @throws UncheckedIOException if it cannot be kept: its source then fails rather than forget it */
    synchronized void add(Gap gap) {
        gaps.addLast(gap);
        if (gaps.size() > KEPT) {
            gaps.removeFirst();
        }
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    synchronized List<Gap> all() {
        return List.copyOf(gaps);
    }

    private void write() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(MessageCodec.mapper().writeValueAsBytes(gaps));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
