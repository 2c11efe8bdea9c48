package dev.pulso.bench.faults;

import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.SystemOptions;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clocks that jump while a service runs (F11), by libfaketime. It reads the time to tell from a file named relative to the
 * working directory, which is the module's folder for each service: one file a service, looked at once a second.
 */
final class SkewedClocks {
    private static final String FILE = "target/faults.clock";
    private static final List<Path> LIBRARY_FOLDERS =
            List.of(Path.of("/usr/lib/x86_64-linux-gnu/faketime"), Path.of("/usr/lib/aarch64-linux-gnu/faketime"));

    private SkewedClocks() {}

    static List<Fault> all() {
        return List.of(
                skew("F11a", Part.INGEST, "+1h"),
                skew("F11b", Part.INGEST, "-1h"),
                skew("F11c", Part.PROCESSOR, "+1h"),
                skew("F11d", Part.PROCESSOR, "-1h"),
                skew("F11e", Part.RESULTS, "+1h"),
                skew("F11f", Part.DASHBOARD, "-1h"));
    }

    static Optional<String> missing() {
        return library().isPresent() ? Optional.empty() : Optional.of("needs libfaketime (apt-get install faketime)");
    }

    static RunningStage start(SystemOptions options) {
        clear(options.root());
        Map<String, String> environment = new HashMap<>();
        environment.put("LD_PRELOAD", library().orElseThrow().toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", FILE);
        environment.put("FAKETIME_CACHE_DURATION", "1");
        // The JVM waits by the monotonic clock and would hang for the hour it is set back.
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        environment.put("DONT_FAKE_MONOTONIC", "1");
        // With the fix for older C libraries every timed wait of a JVM ends at once: it spins.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        RunningSystem system = RunningSystem.start(options.with(options.arguments(), environment));
        return new RunningStage(Stage.CLOCKS, system, null, () -> clear(options.root()));
    }

    private static Fault skew(String row, Part part, String by) {
        return new Fault(
                row, "clock of " + part.title() + " " + by + " for 20 s, then right again", Stage.CLOCKS, scene -> {
                    Path file =
                            Path.of("").toAbsolutePath().resolve(part.title()).resolve(FILE);
                    scene.injected();
                    Files.writeString(file, by + "\n");
                    scene.hold(Duration.ofSeconds(20));
                    Files.writeString(file, "+0\n");
                    scene.healed();
                });
    }

    private static void clear(Path root) {
        for (Part part : Part.values()) {
            try {
                Files.deleteIfExists(root.resolve(part.title()).resolve(FILE));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("cannot delete the clock of " + part.title(), e);
            }
        }
    }

    private static Optional<Path> library() {
        return LIBRARY_FOLDERS.stream()
                .flatMap(folder ->
                        Stream.of("libfaketimeMT.so.1", "libfaketime.so.1").map(folder::resolve))
                .filter(Files::exists)
                .findFirst();
    }
}
