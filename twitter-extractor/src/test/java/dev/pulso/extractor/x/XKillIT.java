package dev.pulso.extractor.x;

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

class XKillIT {
    private static final int POSTS = 8_001;

    /** How many posts there are in each run of the service. */
    private static final List<Integer> UNTIL = List.of(2_400, 4_600, 6_400, POSTS);

    /** Posts written while nobody listens: only recent search has them. */
    private static final int MISSED = 200;

    @TempDir
    Path directory;

    /** The stream of one connection: blocks of eight that come backwards, each twice; the very last post comes last. */
    private static List<String> stream(int from, int until) {
        List<String> pieces = IntStream.range(0, (until - from) / 8)
                .mapToObj(block -> IntStream.range(0, 8)
                        .mapToObj(i -> XStandIn.line(XStandIn.id(from + 8 * block + 7 - i), "501"))
                        .collect(Collectors.joining())
                        .repeat(2))
                .collect(Collectors.toCollection(ArrayList::new));
        if (until == POSTS) {
            pieces.add(XStandIn.line(XStandIn.id(until - 1), "501"));
        }
        return pieces;
    }

    @Test
    void shouldCountEachPostOnceHoweverOftenItIsKilled() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        AtomicInteger searchable = new AtomicInteger();
        Consumer<HttpServerRequest> script = request -> {
            int connection = Math.min(connections.getAndIncrement(), UNTIL.size() - 1);
            int from = connection == 0 ? 0 : UNTIL.get(connection - 1) + MISSED;
            searchable.set(from);
            HttpStandIn.trickle(request, stream(from, UNTIL.get(connection)));
        };
        try (KafkaBroker broker = KafkaBroker.start();
                XStandIn server = new XStandIn(script)) {
            server.posts.addAll(IntStream.range(0, POSTS).mapToObj(XStandIn::id).toList());
            server.searchable = id -> XStandIn.number(id) < searchable.get();
            String kafka = broker.bootstrapServers();
            TopicProvisioner.createMissing(kafka);
            KilledService service = new KilledService(
                    kafka,
                    directory,
                    Map.of(
                            "PULSO_X_ADDRESS",
                            server.address().toString(),
                            "PULSO_X_TOKEN",
                            "the token",
                            "PULSO_X_POSTS_PER_DAY",
                            "1000000",
                            "PULSO_X_POSTS_PER_MONTH",
                            "1000000",
                            "PULSO_X_MOST_PAGES",
                            "100",
                            "PULSO_X_COMPLIANCE",
                            "false",
                            "PULSO_SOURCES_CONFIGURED_CATS_KIND",
                            "x",
                            "PULSO_SOURCES_CONFIGURED_CATS_SETTINGS_TAGS",
                            "cats"));
            service.killUntil(UNTIL, position -> {
                String since = position.get("since");
                return since == null ? null : XStandIn.number(Long.parseLong(since));
            });

            service.assertOnce(
                    IntStream.range(0, POSTS)
                            .mapToObj(i -> Long.toString(XStandIn.id(i)))
                            .collect(Collectors.toSet()),
                    0);
        }
    }
}
