package dev.pulso.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Resident memory of a process and all its descendants, from {@code /proc}; 0 where there is none. */
public final class Resident {
    private static final int KILOBYTES = 1024;

    private Resident() {}

    /** Memory shared between them (PostgreSQL's buffers) counts once: proportional set size where it is readable. */
    public static long megabytes(ProcessHandle process) {
        long kilobytes = Stream.concat(Stream.of(process), process.descendants().filter(each -> !isBorrowing(each)))
                .mapToLong(each -> kilobytes(each.pid()))
                .sum();
        return kilobytes / KILOBYTES;
    }

    /** Without descendants: a launcher's are counted by their parts. */
    public static long megabytesAlone(ProcessHandle process) {
        return kilobytes(process.pid()) / KILOBYTES;
    }

    /**
     * Between its creation and its {@code exec} a child of a JVM runs in the memory of its parent, all of which would count a
     * second time. It is told by the command line, which it has from there too.
     */
    private static boolean isBorrowing(ProcessHandle child) {
        byte[] own = commandLine(child.pid());
        return own.length > 0
                && child.parent()
                        .map(parent -> Arrays.equals(own, commandLine(parent.pid())))
                        .orElse(false);
    }

    private static byte[] commandLine(long pid) {
        try {
            return Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException e) {
            return new byte[0];
        }
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
