package dev.pulso.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Clients that disconnect at random and come back to another replica end with the truth. */
class ReconnectionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:30Z");
    private static final Set<View> VIEWS = EnumSet.of(View.HASHTAGS, View.ACTIVITY);
    private static final int PARTITIONS = 3;

    @Property(tries = 200)
    void shouldEndWithTheTruth(@ForAll long seed) {
        Random random = new Random(seed);
        List<Replica> replicas = new ArrayList<>(List.of(replica(random), replica(random)));
        List<Message> log = new ArrayList<>();
        Map<String, Long> truth = new HashMap<>();
        Client client = new Client(replicas.get(0));
        long[][] offsets = new long[View.values().length][PARTITIONS];

        for (int step = 0; step < 150; step++) {
            int what = random.nextInt(10);
            if (what < 6) {
                View view = random.nextBoolean() ? View.HASHTAGS : View.ACTIVITY;
                int partition = random.nextInt(PARTITIONS);
                String key = partition + "k" + random.nextInt(5);
                long version = truth.merge(view + key, 1L, Long::sum);
                long offset = offsets[view.ordinal()][partition]++;
                Message message = new Message(partition, offset, new Row(view, key, NOW, version, new byte[10]));
                log.add(message);
                replicas.forEach(replica -> replica.take(message));
            } else if (what < 9) {
                replicas.forEach(Replica::tick);
                client.take();
            } else {
                if (random.nextBoolean()) {
                    replicas.set(random.nextInt(replicas.size()), restarted(random, log));
                }
                client.moveTo(replicas.get(random.nextInt(replicas.size())));
            }
        }
        replicas.forEach(Replica::tick);
        client.take();

        assertThat(client.state).isEqualTo(truth);
    }

    private static Replica replica(Random random) {
        return new Replica(random.nextInt(60) + 1);
    }

    /** Reads one partition to its end before the next, as a consumer that is far behind does. */
    private static Replica restarted(Random random, List<Message> log) {
        Replica replica = replica(random);
        log.stream()
                .sorted(Comparator.comparing((Message message) -> message.row().view())
                        .thenComparing(Message::partition))
                .forEach(replica::take);
        replica.tick();
        return replica;
    }

    private record Message(int partition, long offset, Row row) {}

    private static final class Replica {
        private final LiveFeed feed;
        private Tick last = new Tick(Position.NONE, Position.NONE, Map.of(), false);

        Replica(int ring) {
            feed = new LiveFeed(
                    new LiveConfig(Duration.ofMinutes(70), Duration.ofHours(24), 1_000, ring, 1_000_000),
                    Clock.fixed(NOW, ZoneOffset.UTC));
            VIEWS.forEach(view -> feed.begin(view, "aa", List.of(0L, 0L, 0L)));
            tick();
        }

        void take(Message message) {
            feed.apply(message.partition(), message.offset(), message.row());
        }

        void tick() {
            last = feed.tick();
        }
    }

    private static final class Client {
        private final Map<String, Long> state = new HashMap<>();
        private Replica replica;
        private String id;

        Client(Replica replica) {
            this.replica = replica;
            snapshot();
        }

        void take() {
            VIEWS.forEach(view -> put(replica.last.of(view)));
            id = replica.last.position().encode();
        }

        void moveTo(Replica other) {
            replica = other;
            Resumption resumption = other.feed.resume(VIEWS, id);
            if (resumption instanceof Resumption.Covered covered) {
                put(covered.rows());
                id = covered.position().encode();
            } else {
                snapshot();
            }
        }

        private void snapshot() {
            Snapshot snapshot = replica.feed.snapshot(VIEWS);
            state.clear();
            snapshot.rows().values().forEach(this::put);
            id = snapshot.position().encode();
        }

        private void put(Collection<Row> rows) {
            rows.forEach(row -> state.merge(row.view() + row.key(), row.version(), Math::max));
        }
    }
}
