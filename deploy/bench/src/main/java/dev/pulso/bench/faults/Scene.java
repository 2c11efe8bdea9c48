package dev.pulso.bench.faults;

import dev.pulso.bench.load.EventLoad;
import dev.pulso.bench.load.PostLoad;
import dev.pulso.bench.network.FaultyNetwork;
import dev.pulso.bench.oracle.Recount;
import dev.pulso.bench.oracle.SourceTopics;
import dev.pulso.bench.system.Patience;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.Signals;
import dev.pulso.bench.watch.HealthWatch;
import dev.pulso.bench.watch.StreamWatch;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A running system under load, and what a fault may do to it. Used by one thread. */
final class Scene {
    static final Duration BACK = Duration.ofMinutes(4);

    private final RunningSystem system;
    private final @Nullable FaultyNetwork network;
    private final String mark;
    private final EventLoad events;
    private final PostLoad posts;
    private final StreamWatch stream;
    private final HealthWatch health;
    private final SourceTopics topics;
    private final Recount recount;
    private final Map<TopicPartition, Long> read;
    private final Random random;
    private final List<String> broken = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long injected;
    private long healed;
    private boolean lossy;

    /** @param stage what runs */
    Scene(RunningStage stage, String mark, Workload load, long seed) {
        this.system = stage.system();
        this.network = stage.network();
        this.mark = mark;
        this.events = load.events(system, mark);
        this.posts = load.posts(system, mark, seed);
        this.stream = new StreamWatch(() -> system.url(Part.DASHBOARD));
        this.health = new HealthWatch(system);
        this.topics = new SourceTopics(stage.system().settings().bootstrapServers());
        this.recount = new Recount(mark);
        this.read = new HashMap<>(topics.ends("pulso.posts", "pulso.events"));
        this.random = new Random(seed);
    }

    RunningSystem system() {
        return system;
    }

    FaultyNetwork network() {
        if (network == null) {
            throw new IllegalStateException("this stage has no network of its own");
        }
        return network;
    }

    String mark() {
        return mark;
    }

    EventLoad events() {
        return events;
    }

    PostLoad posts() {
        return posts;
    }

    StreamWatch stream() {
        return stream;
    }

    HealthWatch health() {
        return health;
    }

    Random random() {
        return random;
    }

    /** Something that is not as it must be. */
    void broken(String what) {
        broken.add(what);
    }

    /** Something worth a word in the table. */
    void remark(String what) {
        remarks.add(what);
    }

    List<String> brokenSoFar() {
        return List.copyOf(broken);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** This fault takes events away before anyone can count them: the processor must tell how many. */
    void takesEventsAway() {
        lossy = true;
    }

    boolean isLossy() {
        return lossy;
    }

    /** Now the harm begins; only the first call counts. */
    void injected() {
        injected = injected == 0 ? System.nanoTime() : injected;
    }

    /** From now on nothing stands in the way of recovery. */
    void healed() {
        healed = System.nanoTime();
    }

    long injectedAt() {
        return injected;
    }

    long healedAt() {
        return healed;
    }

    /** Takes what has come onto the source topics since the last time into the recount. */
    Recount recount() {
        read.putAll(topics.read(read, (topic, message) -> {
            if (topic.equals("pulso.posts")) {
                recount.post(message);
            } else {
                recount.event(message);
            }
        }));
        return recount;
    }

    /** The topic begins anew at offset 0; what was on it is in the recount already. */
    void readFromStart(String topic) {
        read.replaceAll((partition, offset) -> partition.topic().equals(topic) ? Long.valueOf(0) : offset);
    }

    /** As {@code kill -9} does. The launcher starts it again. */
    void kill(Node node) {
        injected();
        system.require(node).destroyForcibly();
        healed();
    }

    /** Kills a node again and again, each time at a random moment after it was back. */
    void killAgain(Node node, int times) {
        for (int i = 0; i < times; i++) {
            long pid = system.require(node).pid();
            kill(node);
            if (i + 1 < times) {
                system.awaitBack(node, pid, BACK);
                hold(Duration.ofMillis(random.nextInt(3_000)));
            }
        }
    }

    /** As an operator stops it. The launcher starts it again. */
    void stop(Node node) {
        injected();
        ProcessHandle process = system.require(node);
        if (node.part() == Part.POSTGRES) {
            Signals.stopFast(process);
        } else {
            process.destroy();
        }
    }

    /** As an operator stops it; waits until the launcher has it back. */
    void restart(Node node) {
        long pid = system.require(node).pid();
        stop(node);
        system.awaitBack(node, pid, BACK);
        healed();
    }

    /** Stops a node where it stands for so long. */
    void pause(Node node, Duration time) {
        ProcessHandle process = system.require(node);
        injected();
        Signals.pause(process);
        try {
            hold(time);
        } finally {
            Signals.resume(process);
            healed();
        }
    }

    void hold(Duration time) {
        Patience.pause(time);
    }

    void close() {
        events.close();
        posts.close();
        stream.close();
        health.close();
        topics.close();
    }
}
