package dev.pulso.extractor.mastodon;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.extractor.live.HttpStandIn;
import dev.pulso.extractor.live.KilledService;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MastodonKillIT {
    private static final int STATUSES = 8_000;

    /** Each tenth until here, all of them from before the last statuses. */
    private static final int DELETED = 600;

    /** How many statuses there are in each run of the service. */
    private static final List<Integer> UNTIL = List.of(2_500, 4_500, 6_500, STATUSES);

    /** Statuses written while nobody listens: only the timeline has them. */
    private static final int MISSED = 200;

    @TempDir
    Path directory;

    /**
     * The stream of one connection. In the last one some are deleted, whichever run they came in: ids of this instance
     * must be known however often the service died.
     */
    private static List<String> stream(int from, int until) {
        List<String> pieces = new ArrayList<>();
        int toDelete = until == STATUSES ? 0 : DELETED;
        for (int first = from; first < until; first += 8) {
            pieces.add(InstanceStandIn.updates(first, Math.min(first + 8, until)));
            // Not all at once: more than 100 deletions without a status mean that the feed is switched off.
            int deletedUntil = Math.min(toDelete + 10, DELETED);
            pieces.add(IntStream.range(toDelete, deletedUntil)
                    .mapToObj(i -> InstanceStandIn.event("delete", Long.toString(InstanceStandIn.id(10 * i))))
                    .collect(Collectors.joining()));
            toDelete = deletedUntil;
        }
        return pieces;
    }

    @Test
    void shouldCountEachStatusOnceHoweverOftenItIsKilled() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (KafkaBroker broker = KafkaBroker.start();
                InstanceStandIn server = new InstanceStandIn(new Script(connections))) {
            String kafka = broker.bootstrapServers();
            TopicProvisioner.createMissing(kafka);
            server.timeline.addAll(
                    IntStream.range(0, STATUSES).mapToObj(InstanceStandIn::id).toList());
            server.shown = id -> InstanceStandIn.number(id) < Script.from(connections.get() - 1);
            KilledService service = new KilledService(
                    kafka,
                    directory,
                    Map.of(
                            "PULSO_MASTODON_INSTANCE",
                            server.address().toString(),
                            "PULSO_MASTODON_TOKEN",
                            "the token",
                            "PULSO_SOURCES_CONFIGURED_HERD_KIND",
                            "mastodon"));
            service.killUntil(UNTIL, position -> {
                String newest = position.get("newest public");
                return newest == null ? null : InstanceStandIn.number(Long.parseLong(newest));
            });

            service.assertOnce(
                    IntStream.range(0, STATUSES)
                            .mapToObj(i -> InstanceStandIn.uri(InstanceStandIn.id(i)))
                            .collect(Collectors.toSet()),
                    DELETED);
        }
    }

    /** What the connections get, one after the other. */
    private record Script(AtomicInteger connections) implements Consumer<HttpServerRequest> {
        static int from(int connection) {
            return connection <= 0 ? 0 : UNTIL.get(Math.min(connection, UNTIL.size() - 1) - 1) + MISSED;
        }

        @Override
        public void accept(HttpServerRequest request) {
            int connection = Math.min(connections.getAndIncrement(), UNTIL.size() - 1);
            HttpStandIn.trickle(request, stream(from(connection), UNTIL.get(connection)));
        }
    }
}
