package dev.pulso.bench.faults;

import dev.pulso.bench.watch.DeadReaders;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Clients of the live stream that do not read (F14). */
final class StreamFaults {
    private static final int READERS = 5_000;

    private StreamFaults() {}

    static List<Fault> all() {
        return List.of(new Fault(
                "F14",
                READERS + " stream clients join at once and read nothing for 40 s",
                Stage.PLAIN,
                StreamFaults::join));
    }

    /** The scene's own client goes on reading beside them: its account must be whole, and the service's memory bounded. */
    private static void join(Scene scene) throws IOException {
        scene.injected();
        try (DeadReaders readers = new DeadReaders(scene.system().settings().port(Part.DASHBOARD), READERS)) {
            scene.hold(Duration.ofSeconds(40));
            long age = (System.nanoTime() - scene.stream().lastChange()) / 1_000_000;
            scene.remark(
                    readers.joined() + " joined; meanwhile the last change of a reading client was " + age + " ms old");
            if (age > 10_000) {
                scene.broken("A8 a client that reads saw nothing for " + age + " ms");
            }
        }
        scene.healed();
    }
}
