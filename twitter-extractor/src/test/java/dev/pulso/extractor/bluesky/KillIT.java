package dev.pulso.extractor.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.extractor.live.KilledService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
    private static final int POSTS = 20_000;

    /** Up to which post each connection gets any. */
    private static final List<Integer> UNTIL = List.of(6_000, 11_000, 16_000, POSTS);

    @TempDir
    Path directory;

    /** Each tenth post is followed by the deletion of the one five before it. */
    private static Stream<String> frames(int number) {
        String post = Frames.v1(number, "#news");
        if (number % 10 != 9) {
            return Stream.of(post);
        }
        int gone = number - 5;
        return Stream.of(
                post,
                Frames.v1(gone, "delete", "")
                        .replace(Long.toString(Frames.micros(gone)), Long.toString(Frames.micros(number))));
    }

    @Test
    void shouldCountEachPostOnceHoweverOftenItIsKilled() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        JetstreamStandIn.Script script = (socket, cursor) -> {
            int until = UNTIL.get(Math.min(connections.getAndIncrement(), UNTIL.size() - 1));
            IntStream.range(0, until)
                    .filter(i -> Frames.micros(i) >= cursor.orElse(0L))
                    .boxed()
                    .flatMap(KillIT::frames)
                    .forEach(socket::writeTextMessage);
        };
        try (KafkaBroker broker = KafkaBroker.start();
                JetstreamStandIn server = new JetstreamStandIn(script)) {
            String kafka = broker.bootstrapServers();
            TopicProvisioner.createMissing(kafka);
            KilledService service = new KilledService(
                    kafka,
                    directory,
                    Map.of(
                            "PULSO_BLUESKY_HOSTS",
                            server.v1().toString(),
                            "PULSO_SOURCES_CONFIGURED_SKY_KIND",
                            "bluesky"));
            service.killUntil(UNTIL, position -> {
                String micros = position.get("timeUs");
                return micros == null ? null : (int) ((Long.parseLong(micros) - Frames.START) / 1_000_000);
            });

            service.assertOnce(IntStream.range(0, POSTS).mapToObj(Frames::id).collect(Collectors.toSet()), POSTS / 10);
            assertThat(server.asked).hasSize(UNTIL.size());
            assertThat(server.asked.subList(1, UNTIL.size()))
                    .as("it goes on where it was")
                    .allSatisfy(
                            uri -> assertThat(JetstreamStandIn.cursorOf(uri)).isPresent());
        }
    }
}
