package dev.pulso.extractor.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The directory of one replay: its file as received and its checkpoint. A directory without checkpoint is an upload that
 * never finished.
 */
final class Spool {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final String BODY = "body";
    private static final String CHECKPOINT = "checkpoint.json";
    private static final int BUFFER = 1 << 16;
    private static final int MOST_LAYERS = 2;
    private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};

    private final Path directory;

    private Spool(Path directory) {
        this.directory = directory;
    }

    static Spool at(Path root, String id) {
        return new Spool(root.resolve(id));
    }

    /** Every spool below {@code root}, oldest name first. */
    static List<Spool> allIn(Path root) throws IOException {
        Files.createDirectories(root);
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).sorted().map(Spool::new).toList();
        }
    }

    /**
     * Stores the file durably.
     *
     * @throws BodyTooLargeException if it has more than {@code largest} bytes
     */
    void store(InputStream body, long largest) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel file =
                FileChannel.open(directory.resolve(BODY), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size += n;
                if (size > largest) {
                    throw new BodyTooLargeException(largest);
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
            file.force(true);
        }
    }

    /** The file, uncompressed. Looks at the bytes, not at what was said about them; gzip within gzip is opened too. */
    InputStream open() throws IOException {
        PushbackInputStream in = peekable(Files.newInputStream(directory.resolve(BODY)));
        try {
            for (int layer = 0; layer < MOST_LAYERS && startsAsGzip(in); layer++) {
                in = peekable(new GZIPInputStream(in, BUFFER));
            }
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    boolean isGzip() throws IOException {
        try (PushbackInputStream in = peekable(Files.newInputStream(directory.resolve(BODY)))) {
            return startsAsGzip(in);
        }
    }

    /** Not buffered: a buffer would read on into the broken end of a file and lose the good bytes before it. */
    private static PushbackInputStream peekable(InputStream in) {
        return new PushbackInputStream(in, 2);
    }

    private static boolean startsAsGzip(PushbackInputStream in) throws IOException {
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        return Arrays.equals(magic, GZIP_MAGIC);
    }

    /** Replaces the checkpoint as a whole: a crash leaves the old one or the new one. */
    void save(Checkpoint checkpoint) throws IOException {
        Path next = directory.resolve(CHECKPOINT + ".next");
        try (FileChannel file = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(checkpoint));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(
                next,
                directory.resolve(CHECKPOINT),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    boolean hasCheckpoint() {
        return Files.exists(directory.resolve(CHECKPOINT));
    }

    Checkpoint checkpoint() throws IOException {
        return JSON.readValue(directory.resolve(CHECKPOINT).toFile(), Checkpoint.class);
    }

    void dropBody() throws IOException {
        Files.deleteIfExists(directory.resolve(BODY));
    }

    void delete() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
