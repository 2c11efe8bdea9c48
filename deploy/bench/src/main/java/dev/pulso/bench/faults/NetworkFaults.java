package dev.pulso.bench.faults;

import dev.pulso.bench.network.Condition;
import dev.pulso.local.settings.Part;
import java.time.Duration;
import java.util.List;

/** A network that breaks, falls silent, or is slow (F12, F13). */
final class NetworkFaults {
    private static final int SLOW_MILLIS = 150;
    /** 64 kbit/s is 8 kB/s for one service; with all connections of a service it is a few times that. */
    private static final int SLOW_BYTES = 8_000;

    private NetworkFaults() {}

    static List<Fault> all() {
        return List.of(
                kafka("F12a", "cut", Part.INGEST, Condition.CUT, 15),
                kafka("F12b", "black hole", Part.INGEST, Condition.BLACK_HOLE, 15),
                kafka("F12c", "one way", Part.INGEST, Condition.ONE_WAY, 15),
                kafka("F12d", "cut", Part.PROCESSOR, Condition.CUT, 15),
                kafka("F12e", "black hole", Part.PROCESSOR, Condition.BLACK_HOLE, 40),
                kafka("F12f", "one way", Part.PROCESSOR, Condition.ONE_WAY, 15),
                kafka("F12g", "one way", Part.RESULTS, Condition.ONE_WAY, 15),
                postgres("F12h", "cut", Condition.CUT, 15),
                postgres("F12i", "black hole", Condition.BLACK_HOLE, 75),
                postgres("F12j", "one way", Condition.ONE_WAY, 15),
                kafka("F13a", "300 ms and 64 kbit/s", Part.INGEST, Condition.slow(SLOW_MILLIS, SLOW_BYTES), 20),
                kafka("F13b", "300 ms", Part.PROCESSOR, Condition.slow(SLOW_MILLIS, 0), 20),
                postgres("F13c", "100 ms", Condition.slow(50, 0), 20));
    }

    private static Fault kafka(String row, String what, Part service, Condition condition, int seconds) {
        return new Fault(
                row, what + " between " + service.title() + " and Kafka, " + seconds + " s", Stage.NETWORK, scene -> {
                    scene.injected();
                    scene.network().betweenKafkaAnd(service, condition);
                    scene.hold(Duration.ofSeconds(seconds));
                    scene.network().heal();
                    scene.healed();
                });
    }

    private static Fault postgres(String row, String what, Condition condition, int seconds) {
        return new Fault(
                row, what + " between results-service and PostgreSQL, " + seconds + " s", Stage.NETWORK, scene -> {
                    scene.injected();
                    scene.network().betweenPostgresAnd(Part.RESULTS, condition);
                    scene.hold(Duration.ofSeconds(seconds));
                    scene.network().heal();
                    scene.healed();
                });
    }
}
