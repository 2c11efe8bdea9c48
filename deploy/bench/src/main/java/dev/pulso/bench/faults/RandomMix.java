package dev.pulso.bench.faults;

import dev.pulso.bench.network.Condition;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Deaths, pauses, restarts and broken networks in an order nobody thought of, some of them while the last one is not mended
 * yet (F17). The seed says which.
 */
final class RandomMix {
    /** Beyond the session time-out (45 s) is F7; here nobody is to wait for one harm only. */
    private static final int LONGEST_HARM_SECONDS = 20;
    /** Shorter than most recoveries. */
    private static final int LONGEST_REST_SECONDS = 20;

    private static final int SLOW_MILLIS = 100;
    private static final List<Part> CLIENTS_OF_KAFKA =
            List.of(Part.INGEST, Part.EXTRACTOR, Part.PROCESSOR, Part.RESULTS, Part.DASHBOARD);

    private final Scene scene;
    private final Duration lasts;
    private final Random random;
    private final Map<Harm, Integer> done = new EnumMap<>(Harm.class);

    private enum Harm {
        KILLED,
        PAUSED,
        STOPPED,
        CUT_OFF,
        IN_A_BLACK_HOLE,
        WITHOUT_ANSWERS,
        SLOWED_DOWN;

        private String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private RandomMix(Scene scene, Duration lasts) {
        this.scene = scene;
        this.lasts = lasts;
        this.random = scene.random();
    }

    static Fault fault(Duration lasts) {
        return new Fault(
                "F17",
                "random mix of deaths, pauses, restarts and broken networks for " + lasts.toMinutes() + " minutes",
                Stage.NETWORK,
                scene -> new RandomMix(scene, lasts).run());
    }

    private void run() {
        long began = System.nanoTime();
        Harm[] harms = Harm.values();
        for (long past = 0; past < lasts.toNanos(); past = System.nanoTime() - began) {
            Harm harm = harms[random.nextInt(harms.length)];
            System.out.printf("    %4d s: %s%n", Duration.ofNanos(past).toSeconds(), once(harm));
            done.merge(harm, 1, Integer::sum);
            scene.hold(Duration.ofMillis(random.nextInt(LONGEST_REST_SECONDS * 1000)));
        }
        // Who was killed last may not be back yet: nothing is harmed any more from here on.
        scene.healed();
        scene.remark(done.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().title())
                .collect(Collectors.joining(", ")));
    }

    private String once(Harm harm) {
        return switch (harm) {
            case KILLED, PAUSED, STOPPED -> process(harm);
            case CUT_OFF -> network(harm, Condition.CUT);
            case IN_A_BLACK_HOLE -> network(harm, Condition.BLACK_HOLE);
            case WITHOUT_ANSWERS -> network(harm, Condition.ONE_WAY);
            case SLOWED_DOWN -> network(harm, Condition.slow(SLOW_MILLIS, 0));
        };
    }

    private String process(Harm harm) {
        // One that died a moment ago is not there to be harmed again.
        List<Node> alive = scene.system().settings().nodes().stream()
                .filter(node -> scene.system().process(node).isPresent())
                .toList();
        Node node = alive.get(random.nextInt(alive.size()));
        switch (harm) {
            case KILLED -> scene.kill(node);
            case PAUSED -> scene.pause(node, time());
            default -> scene.stop(node);
        }
        return node.title() + " " + harm.title();
    }

    private String network(Harm harm, Condition condition) {
        scene.injected();
        boolean database = random.nextInt(CLIENTS_OF_KAFKA.size() + 1) == 0;
        Part client = database ? Part.RESULTS : CLIENTS_OF_KAFKA.get(random.nextInt(CLIENTS_OF_KAFKA.size()));
        if (database) {
            scene.network().betweenPostgresAnd(client, condition);
        } else {
            scene.network().betweenKafkaAnd(client, condition);
        }
        scene.hold(time());
        scene.network().heal();
        return client.title() + " " + harm.title() + (database ? " from PostgreSQL" : " from Kafka");
    }

    private Duration time() {
        return Duration.ofSeconds(1 + random.nextInt(LONGEST_HARM_SECONDS));
    }
}
