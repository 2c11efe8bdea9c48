package dev.pulso.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory of a process and all its descendants, from {@code /proc}; 0 where there is none. */
public final class Resident {
    private static final int KILOBYTES = 1024;

    private Resident() {}

    /** Memory shared between them (PostgreSQL's buffers) counts once: proportional set size where it is readable. */
    public static long megabytes(ProcessHandle process) {
        long kilobytes = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> kilobytes(each.pid()))
                .sum();
        return kilobytes / KILOBYTES;
    }

    /** Without descendants: a launcher's are counted by their parts. */
    public static long megabytesAlone(ProcessHandle process) {
        return kilobytes(process.pid()) / KILOBYTES;
    }

    private static long kilobytes(long pid) {
        Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        Path status = Path.of("/proc", Long.toString(pid), "status");
        long proportional = field(rollup, "Pss:");
        return proportional > 0 ? proportional : field(status, "VmRSS:");
    }

    private static long field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
