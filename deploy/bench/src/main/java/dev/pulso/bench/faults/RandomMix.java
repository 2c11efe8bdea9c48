package dev.pulso.bench.faults;

import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Deaths, pauses and restarts of parts in an order nobody thought of (F17). The seed says which. */
final class RandomMix {
    private static final int FAULTS = 10;
    private static final int LONGEST_PAUSE_SECONDS = 8;
    private static final int LONGEST_REST_SECONDS = 6;

    private RandomMix() {}

    static void run(Scene scene) {
        Random random = scene.random();
        List<Node> nodes = scene.system().settings().nodes();
        List<String> done = new ArrayList<>();
        for (int i = 0; i < FAULTS; i++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            done.add(once(scene, node, random.nextInt(3)));
            scene.hold(Duration.ofMillis(random.nextInt(LONGEST_REST_SECONDS * 1000)));
        }
        // Who was killed last may not be back yet: nothing is harmed any more from here on.
        scene.healed();
        scene.remark(String.join(", ", done));
    }

    private static String once(Scene scene, Node node, int kind) {
        // One that died a moment ago is not there to be harmed again.
        ProcessHandle process = scene.system().process(node).orElse(null);
        if (process == null) {
            return node.title() + " was away";
        }
        switch (kind) {
            case 0 -> scene.kill(node);
            case 1 -> scene.pause(node, Duration.ofSeconds(1 + scene.random().nextInt(LONGEST_PAUSE_SECONDS)));
            default -> {
                if (node.part() == Part.POSTGRES) {
                    // SIGTERM lets PostgreSQL wait for its clients for ever.
                    scene.kill(node);
                } else {
                    scene.injected();
                    process.destroy();
                }
            }
        }
        return node.title() + List.of(" killed", " paused", " stopped").get(kind);
    }
}
