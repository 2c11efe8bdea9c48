package dev.pulso.processor.segment.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Digests of the entities that were erased, in the file {@code erased}, one a line. It is no part of what is made anew: an entity that
 * was erased stays so, whatever is lost or replayed. A line that a crash cut off is left out.
 */
public final class ErasedList {
    private final Path file;
    private final int width;

    /** @param width characters of a digest */
    public ErasedList(Path directory, int width) {
        this.file = directory.resolve("erased");
        this.width = width;
    }

    public List<String> digests() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file, US_ASCII).stream()
                            .filter(line -> line.length() == width)
                            .distinct()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it is on the disk. */
    public synchronized void add(String digest) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                // The line break in front closes one that was cut off.
                channel.write(ByteBuffer.wrap(("\n" + digest + "\n").getBytes(US_ASCII)));
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
