package dev.pulso.bench.faults;

import dev.pulso.bench.load.Disorder;
import dev.pulso.bench.load.EventLoad;
import dev.pulso.bench.load.PostLoad;
import dev.pulso.bench.load.PostPlan;
import dev.pulso.bench.load.ShopEvents;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What flows while a fault is there: two thirds events through ingest-service, one third posts straight onto the topic.
 *
 * @param rate messages a second
 */
record Workload(int rate, Disorder disorder) {
    EventLoad events(RunningSystem system, String mark) {
        AtomicInteger turn = new AtomicInteger();
        return new EventLoad(
                () -> {
                    // As a load balancer would; a client that is refused comes to another replica next time.
                    List<Node> replicas = system.settings().nodes(Part.INGEST);
                    return system.settings().url(replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size())));
                },
                new ShopEvents(mark, disorder),
                rate * 2 / 3);
    }

    PostLoad posts(RunningSystem system, String mark, long seed) {
        return new PostLoad(system.settings().bootstrapServers(), new PostPlan(mark, disorder, seed), rate / 3);
    }
}
