package dev.pulso.local.check;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that can be had without swapping. */
final class Memory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final int KILOBYTE = 1024;

    private Memory() {}

    /** The smaller of what the machine can give and what a container's limit leaves. */
    static long availableBytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long total = system.getTotalMemorySize();
        try {
            if (Files.isReadable(MEMINFO)) {
                long available = Files.readAllLines(MEMINFO).stream()
                        .filter(line -> line.startsWith("MemAvailable:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
                        .findFirst()
                        .orElse(total);
                return Math.min(total, available);
            }
        } catch (IOException e) {
            // Falls through to the machine's size: better than refusing to start.
        }
        // macOS counts caches as used, so that its figure of free memory says nothing.
        return total;
    }
}
