package dev.pulso.bench.sse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process and its children have used.
 *
 * @param cpu processor time, user and system
 * @param residentBytes memory resident now; 0 where the system does not tell
 */
record Usage(Duration cpu, long residentBytes) {
    static Usage of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(Usage::ofOne)
                .reduce(new Usage(Duration.ZERO, 0), Usage::plus);
    }

    Usage plus(Usage other) {
        return new Usage(cpu.plus(other.cpu), residentBytes + other.residentBytes);
    }

    private static Usage ofOne(ProcessHandle process) {
        return new Usage(process.info().totalCpuDuration().orElse(Duration.ZERO), resident(process.pid()));
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException noProc) {
            return 0;
        }
    }
}
