package dev.pulso.bench.faults;

import dev.pulso.bench.load.Disorder;
import dev.pulso.bench.load.PostPlan;
import dev.pulso.bench.oracle.Difference;
import dev.pulso.bench.oracle.Places;
import dev.pulso.bench.oracle.Recount;
import dev.pulso.bench.oracle.SourceTopics;
import dev.pulso.bench.oracle.Totals;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.SystemOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** This version on the data folder of an earlier one: what that one counted must stand, and counting must go on. */
final class Upgrade {
    private static final String BEFORE = "before";
    private static final int RATE = 150;

    private Upgrade() {}

    static List<Fault> all() {
        return List.of(new Fault("U", "start on the data of an earlier version", Stage.EARLIER_DATA, Upgrade::check));
    }

    /**
     * Runs the earlier version under load, stops it, and starts this one on its data.
     *
     * @param earlier root of a built tree of the earlier version
     */
    static RunningStage start(SystemOptions options, Path earlier) {
        SystemOptions old = new SystemOptions(
                earlier, options.data(), options.topology(), options.arguments(), options.environment());
        try (RunningSystem system = RunningSystem.start(old)) {
            RunningStage stage = new RunningStage(Stage.EARLIER_DATA, system, null, () -> {});
            Fault load = new Fault(
                    "U0",
                    "load on the earlier version",
                    Stage.EARLIER_DATA,
                    scene -> scene.hold(Duration.ofSeconds(5)));
            Verdict verdict = new Trial(load, new Scene(stage, BEFORE, new Workload(RATE, Disorder.USUAL), 1)).run();
            if (!verdict.good()) {
                throw new IllegalStateException(
                        "the earlier version has not counted right itself: " + verdict.outcome());
            }
        }
        return new RunningStage(Stage.EARLIER_DATA, RunningSystem.start(options), null, () -> {});
    }

    private static void check(Scene scene) throws SQLException {
        Recount recount = new Recount(BEFORE);
        try (SourceTopics topics = new SourceTopics(scene.system().settings().bootstrapServers())) {
            Map<TopicPartition, Long> from = new HashMap<>(topics.ends("pulso.posts", "pulso.events"));
            from.replaceAll((partition, end) -> 0L);
            topics.read(from, (topic, message) -> {
                if (topic.equals("pulso.posts")) {
                    recount.post(message);
                } else {
                    recount.event(message);
                }
            });
        }
        Totals expected = recount.totals();
        Places places = new Places(scene.system(), BEFORE);
        Difference database = Difference.between(expected, places.database());
        Difference rest =
                Difference.between(Places.withoutLanguages(expected), places.rest(Set.copyOf(PostPlan.tags())));
        if (!database.none() || !rest.none() || expected.sum() == 0) {
            scene.broken("A3 of the earlier version's data: database " + database + ", REST " + rest);
        }
        scene.remark(expected.sum() + " counts of the earlier version stand");
    }
}
