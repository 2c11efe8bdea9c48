package dev.pulso.local.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log file of bounded size with one predecessor. */
final class ServiceLog {
    private static final int MAX_BYTES = 20_000_000;
    private static final int TAIL_LINES = 15;

    private ServiceLog() {}

    /** Copies all output of a process into its log, in a thread of its own, until the process ends. */
    static void copy(String name, InputStream output, Path file) {
        Thread thread = new Thread(() -> copyAll(output, file), name + "-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes room before a process that appends to its log by itself starts. */
    static void rotate(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rotate " + file, e);
        }
    }

    /** The last lines, for a person who wants to know why it failed. */
    static List<String> tail(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(" + file + " is unreadable)");
        }
    }

    private static void copyAll(InputStream output, Path file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                rotate(file);
                line = copyUntilFull(line, lines, file);
            }
        } catch (IOException e) {
            // The JDK closes the stream under its reader when a process is destroyed: the end of the log.
        }
    }

    /** Flushes after every line: who looks into a log wants to see what happened last. */
    private static @Nullable String copyUntilFull(String first, BufferedReader lines, Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long size = Files.size(file);
            String line = first;
            while (line != null && size <= MAX_BYTES) {
                writer.write(line);
                writer.newLine();
                writer.flush();
                size += line.length() + 1L;
                line = lines.readLine();
            }
            return line;
        }
    }
}
