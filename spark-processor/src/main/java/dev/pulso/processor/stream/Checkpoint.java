package dev.pulso.processor.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in which a query keeps its place, with the generation it was created in.
 *
 * @param generation creation time in epoch milliseconds; a lost checkpoint is a new, larger generation
 * @param created whether it was created just now: nothing is counted yet
 */
public record Checkpoint(String query, Path directory, long generation, boolean created) {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String GENERATION_FILE = "generation";

    /**
     * Opens the checkpoint of a query or creates it: a directory appears together with its generation, by one rename. A
     * directory without a readable generation or place is moved aside, because its place in the stream belongs to nothing.
     */
    public static Checkpoint open(String root, String query, Configuration hadoop, Clock clock) throws IOException {
        Path directory = new Path(root, query);
        FileSystem files = directory.getFileSystem(hadoop);
        if (files.exists(directory)) {
            OptionalLong generation = generation(files, new Path(directory, GENERATION_FILE));
            if (generation.isPresent() && new QueryLogs(files, directory).mend()) {
                return new Checkpoint(query, directory, generation.getAsLong(), false);
            }
            moveAside(files, directory, clock);
        }
        return create(root, query, files, clock.millis());
    }

    /** Moves it aside, because its state cannot be read: whoever opens it next begins a new generation. */
    public void abandon(Configuration hadoop, Clock clock) throws IOException {
        moveAside(directory.getFileSystem(hadoop), directory, clock);
    }

    private static void moveAside(FileSystem files, Path directory, Clock clock) throws IOException {
        Path aside = directory.suffix(".lost-" + clock.millis());
        LOG.warn("checkpoint unreadable, a new generation begins checkpoint={} moved to={}", directory, aside);
        rename(files, directory, aside);
    }

    private static Checkpoint create(String root, String query, FileSystem files, long generation) throws IOException {
        Path directory = new Path(root, query);
        Path draft = new Path(root, "." + query + "-" + generation);
        files.mkdirs(draft);
        try (OutputStream out = files.create(new Path(draft, GENERATION_FILE))) {
            out.write(Long.toString(generation).getBytes(UTF_8));
        }
        rename(files, draft, directory);
        return new Checkpoint(query, directory, generation, true);
    }

    /** Name of the query in its messages: {@code name@generation}. */
    public String queryName() {
        return query + "@" + generation;
    }

    private static OptionalLong generation(FileSystem files, Path file) throws IOException {
        if (!files.exists(file)) {
            return OptionalLong.empty();
        }
        try (var in = files.open(file)) {
            return OptionalLong.of(Long.parseLong(new String(in.readAllBytes(), UTF_8).strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static void rename(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }
}
