package dev.pulso.extractor.mastodon;

import dev.pulso.extractor.format.StatusIds;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last ids of an instance, in a file: a deletion names nothing else, and may come after a restart. Lines are
 * appended; when there are twice as many as are remembered the file is written anew.
 */
final class DurableIds implements StatusIds, AutoCloseable {
    private final Path file;
    private final int remembered;
    private final Map<String, String> uris = new LinkedHashMap<>();
    private BufferedWriter appending;
    private int lines;

    DurableIds(Path file, int remembered) throws IOException {
        this.file = file;
        this.remembered = remembered;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int tab = line.indexOf('\t');
                // The last line may be half a line, if the process was killed while it was written.
                if (tab > 0) {
                    remember(line.substring(0, tab), line.substring(tab + 1));
                }
                lines++;
            }
        }
        this.appending = open(rewrite());
    }

    private void remember(String id, String uri) {
        uris.remove(id);
        uris.put(id, uri);
        if (uris.size() > remembered) {
            uris.remove(uris.keySet().iterator().next());
        }
    }

    private Path rewrite() throws IOException {
        List<String> all = uris.entrySet().stream()
                .map(entry -> entry.getKey() + '\t' + entry.getValue())
                .toList();
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, all);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        lines = all.size();
        return file;
    }

    private static BufferedWriter open(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void put(String id, String uri) {
        if (uri.equals(uris.get(id))) {
            return;
        }
        remember(id, uri);
        try {
            appending.write(id + '\t' + uri + '\n');
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException("ids of statuses cannot be kept in " + file, e);
        }
    }

    @Override
    public @Nullable String remove(String id) {
        return uris.remove(id);
    }

    /** Hands everything to the operating system, before a cursor moves past it. */
    void flush() throws IOException {
        appending.flush();
        if (lines > 2 * remembered) {
            appending.close();
            appending = open(rewrite());
        }
    }

    @Override
    public void close() throws IOException {
        appending.close();
    }
}
