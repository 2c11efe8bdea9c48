package dev.pulso.bench.faults;

import dev.pulso.bench.system.Signals;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Processes that die, stand still, are stopped and started (F1 to F4, F6, F7, rolling restart). */
final class ProcessFaults {
    private static final Node INGEST = new Node(Part.INGEST, 0);
    private static final Node EXTRACTOR = new Node(Part.EXTRACTOR, 0);
    private static final Node PROCESSOR = new Node(Part.PROCESSOR, 0);
    private static final Node RESULTS = new Node(Part.RESULTS, 0);
    private static final Node DASHBOARD = new Node(Part.DASHBOARD, 0);
    private static final Node KAFKA = new Node(Part.KAFKA, 0);
    private static final Node POSTGRES = new Node(Part.POSTGRES, 0);

    private ProcessFaults() {}

    static List<Fault> all() {
        return List.of(
                plain("F1", "kill -9 ingest-service, 5 times", scene -> scene.killAgain(INGEST, 5)),
                plain("F1x", "kill -9 twitter-extractor in mid-replay", ReplayFault::killMeanwhile),
                plain("F2", "kill -9 spark-processor, 3 times", scene -> scene.killAgain(PROCESSOR, 3)),
                plain(
                        "F2c",
                        "kill -9 spark-processor between its output and its commit",
                        ProcessFaults::killAfterOutput),
                plain("F3", "kill -9 results-service, 2 times", scene -> scene.killAgain(RESULTS, 2)),
                plain("F3d", "kill -9 dashboard-service, 2 times", scene -> scene.killAgain(DASHBOARD, 2)),
                plain("F4", "kill -9 Kafka", scene -> scene.kill(KAFKA)),
                plain("F4t", "restart Kafka", scene -> scene.restart(KAFKA)),
                plain("F6", "kill -9 PostgreSQL", scene -> scene.kill(POSTGRES)),
                plain("F6f", "restart PostgreSQL, fast", scene -> scene.restart(POSTGRES)),
                plain("F6i", "restart PostgreSQL, immediate", ProcessFaults::stopAtOnce),
                plain("F6b", "kill -9 a backend of PostgreSQL", ProcessFaults::killBackend),
                plain("F6o", "PostgreSQL away for 60 s", scene -> scene.pause(POSTGRES, Duration.ofSeconds(60))),
                pause("F7i", INGEST, 10),
                pause("F7e", EXTRACTOR, 10),
                pause("F7s", PROCESSOR, 60),
                pause("F7r", RESULTS, 60),
                pause("F7d", DASHBOARD, 30),
                pause("F7k", KAFKA, 30),
                plain("R", "rolling restart of every service", ProcessFaults::rollingRestart));
    }

    private static Fault plain(String row, String title, Fault.Action action) {
        return new Fault(row, title, Stage.PLAIN, action);
    }

    /** Beyond the session time-out (45 s) a consumer wakes up fenced. */
    private static Fault pause(String row, Node node, int seconds) {
        return plain(
                row,
                "SIGSTOP " + node.title() + " for " + seconds + " s",
                scene -> scene.pause(node, Duration.ofSeconds(seconds)));
    }

    private static void killAfterOutput(Scene scene) {
        for (int i = 0; i < 2; i++) {
            long pid = scene.system().require(PROCESSOR).pid();
            try (DeltaTail tail = new DeltaTail(scene.system().settings().bootstrapServers())) {
                tail.awaitNext(Scene.BACK);
            }
            scene.kill(PROCESSOR);
            scene.system().awaitBack(PROCESSOR, pid, Scene.BACK);
        }
    }

    private static void stopAtOnce(Scene scene) {
        ProcessHandle postmaster = scene.system().require(POSTGRES);
        scene.injected();
        Signals.stopAtOnce(postmaster);
        scene.system().awaitBack(POSTGRES, postmaster.pid(), Scene.BACK);
        scene.healed();
    }

    private static void killBackend(Scene scene) throws SQLException {
        scene.injected();
        try (Connection connection = scene.system().database();
                Statement statement = connection.createStatement();
                var backends = statement.executeQuery(
                        "select pid from pg_stat_activity where usename = 'pulso' and pid <> pg_backend_pid()"
                                + " order by query_start desc limit 1")) {
            if (backends.next()) {
                ProcessHandle.of(backends.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
            } else {
                scene.broken("there was no backend to kill");
            }
        }
        scene.healed();
    }

    private static void rollingRestart(Scene scene) {
        for (Node node : List.of(INGEST, EXTRACTOR, PROCESSOR, RESULTS, DASHBOARD)) {
            scene.restart(node);
        }
    }
}
