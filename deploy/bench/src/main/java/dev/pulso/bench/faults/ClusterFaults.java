package dev.pulso.bench.faults;

import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.time.Duration;
import java.util.List;

/** What three brokers and two replicas must outlive (F5). */
final class ClusterFaults {
    private static final double NANOS = 1e9;
    /** Longest time without an acknowledged event while single brokers come and go. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private ClusterFaults() {}

    static List<Fault> all() {
        return List.of(
                cluster("F5", "each of three brokers restarted in turn", scene -> bounce(scene, false)),
                cluster("F5k", "each of three brokers killed (-9) in turn", scene -> bounce(scene, true)),
                cluster("F5p", "SIGSTOP one of three brokers for 30 s", scene -> {
                    scene.pause(scene.system().settings().nodes(Part.KAFKA).get(1), Duration.ofSeconds(30));
                    silence(scene);
                }),
                cluster("F5w", "kill -9 a Spark worker", scene -> scene.kill(new Node(Part.SPARK_WORKER, 0))),
                cluster("F5r", "kill -9 one replica of each of three services", scene -> {
                    for (Part part : List.of(Part.INGEST, Part.RESULTS, Part.DASHBOARD)) {
                        scene.kill(new Node(part, 1));
                    }
                }));
    }

    private static Fault cluster(String row, String title, Fault.Action action) {
        return new Fault(row, title, Stage.CLUSTER, action);
    }

    private static void bounce(Scene scene, boolean kill) {
        for (Node broker : scene.system().settings().nodes(Part.KAFKA)) {
            long pid = scene.system().require(broker).pid();
            if (kill) {
                scene.kill(broker);
                scene.system().awaitBack(broker, pid, Scene.BACK);
            } else {
                scene.restart(broker);
            }
            InSync.await(scene.system().settings().bootstrapServers(), Scene.BACK);
        }
        scene.healed();
        silence(scene);
    }

    private static void silence(Scene scene) {
        double longest = scene.events().timeline().longestSilence() / NANOS;
        scene.remark("longest time without an accepted event %.1f s".formatted(longest));
        if (longest > LONGEST_SILENCE.toSeconds()) {
            scene.broken("A6 no event was accepted for %.1f s".formatted(longest));
        }
    }
}
