package dev.pulso.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.ingest.Door;
import dev.pulso.ingest.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with a spool, while its broker and itself are killed. */
class SpoolIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CLIENTS = 6;

    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static PackagedService service;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start();
        TopicProvisioner.createMissing(broker.bootstrapServers());
        service = new PackagedService(
                        "spool-it.log",
                        Map.of(
                                "PULSO_KAFKA", broker.bootstrapServers(),
                                "PULSO_INGEST_SPOOL", folder.toString()))
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        broker.close();
    }

    /** One subject each, numbered events one after the other, until the service is gone. */
    private static final class Client extends Thread {
        private final Door door = service.door();
        private final String name;
        private final AtomicInteger next;
        private final AtomicBoolean on;
        private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

        Client(String name, AtomicInteger next, AtomicBoolean on) {
            this.name = name;
            this.next = next;
            this.on = on;
        }

        @Override
        public void run() {
            try {
                while (on.get()) {
                    String id = name + "-" + String.format("%06d", next.incrementAndGet());
                    if (door.post("v1/events", Door.STRUCTURED, event(id, name)).status() == 202) {
                        accepted.add(id);
                    }
                }
            } catch (UncheckedIOException e) {
                // Killed while it held our last request: nobody said that it was accepted.
                return;
            }
        }
    }

    @Test
    void shouldLoseNothingAcceptedWhenTheBrokerAndTheServiceAreKilled() throws Exception {
        List<AtomicInteger> numbers =
                IntStream.range(0, CLIENTS).mapToObj(i -> new AtomicInteger()).toList();
        AtomicBoolean on = new AtomicBoolean(true);
        List<Client> before = clients(numbers, on);
        awaitAccepted(before, 50);
        broker.kill();
        awaitSpooled(200);
        service.kill();
        join(before);

        broker.restart();
        service.start();
        List<Client> after = clients(numbers, on);
        awaitAccepted(after, 20);
        await().atMost(LONG).until(() -> metric("pulso_ingest_spool_waiting") == 0);
        awaitAccepted(after, most(after) + 20);
        on.set(false);
        join(after);

        Map<String, List<String>> arrived = arrived();
        for (int i = 0; i < CLIENTS; i++) {
            List<String> accepted = new ArrayList<>(before.get(i).accepted);
            accepted.addAll(after.get(i).accepted);
            List<String> ids = new ArrayList<>(arrived.get("client" + i));
            assertThat(ids).containsAll(accepted);
            ids.retainAll(accepted);
            assertThat(ids).as("in the order of their acceptance").isEqualTo(accepted);
        }
    }

    @Test
    void shouldBridgeTheRestartOfABroker() throws Exception {
        Door door = service.door();
        String batch = IntStream.range(0, 50)
                .mapToObj(i -> event("bridge-" + i, "bridge"))
                .collect(Collectors.joining(",", "[", ",{}]"));
        broker.stop();
        Door.Reply reply = door.post("v1/events", "application/cloudevents-batch+json", batch);
        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.json().get("accepted").asInt()).isEqualTo(50);
        JsonNode first = reply.json().at("/results/0");
        assertThat(first.get("status").asText()).isEqualTo("accepted");
        assertThat(first.has("partition")).isFalse();
        assertThat(first.has("offset")).isFalse();
        assertThat(reply.json().at("/results/50/status").asText()).isEqualTo("rejected");
        Door.Reply health = door.get("q/health/ready");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().toString()).contains("\"broker\":\"away\"", "\"spoolWaiting\":51");
        assertThat(metric("pulso_ingest_spool_bytes")).isPositive();

        // What waits survives an orderly stop as well.
        service.stop();
        broker.restart();
        service.start();
        await().atMost(LONG).until(() -> metric("pulso_ingest_spool_waiting") == 0);
        assertThat(arrived().get("bridge"))
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "bridge-" + i).toList());
        assertThat(Door.records(broker.bootstrapServers(), Topics.REJECTED.name()))
                .hasSize(1);
        await().atMost(LONG)
                .until(() -> service.door()
                        .post("v1/events", Door.STRUCTURED, event("direct", "direct"))
                        .json()
                        .at("/results/0")
                        .has("offset"));
    }

    private static List<Client> clients(List<AtomicInteger> numbers, AtomicBoolean on) {
        List<Client> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new Client("client" + i, numbers.get(i), on))
                .toList();
        clients.forEach(Thread::start);
        return clients;
    }

    private static int most(List<Client> clients) {
        return clients.stream().mapToInt(client -> client.accepted.size()).max().orElse(0);
    }

    private static void awaitAccepted(List<Client> clients, int each) {
        await().atMost(LONG).until(() -> clients.stream().allMatch(client -> client.accepted.size() >= each));
    }

    private static void awaitSpooled(int records) {
        await().atMost(LONG).until(() -> metric("pulso_ingest_spooled_total") >= records);
    }

    private static void join(List<Client> clients) throws InterruptedException {
        for (Client client : clients) {
            client.join(LONG.toMillis());
            assertThat(client.isAlive()).isFalse();
        }
    }

    private static double metric(String name) {
        return service.door()
                .raw("q/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    /** Ids of the topic by subject, each where it stands first: what comes again counts once. */
    private static Map<String, List<String>> arrived() throws IOException {
        Map<String, Set<String>> ids = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : Door.records(broker.bootstrapServers(), Topics.EVENTS_NAME)) {
            ids.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), key -> new LinkedHashSet<>())
                    .add(MessageCodec.mapper()
                            .readTree(record.value())
                            .get("id")
                            .asText());
        }
        Map<String, List<String>> lists = new HashMap<>();
        ids.forEach((key, set) -> lists.put(key, List.copyOf(set)));
        return lists;
    }

    private static String event(String id, String subject) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\""
                + subject + "\",\"data\":{}}";
    }
}
