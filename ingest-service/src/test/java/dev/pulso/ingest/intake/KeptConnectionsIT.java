package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.ingest.PackagedService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients that keep their connections, as all of them do: what cuts off one body must not cut off the next. */
class KeptConnectionsIT {
    private static final int CONNECTIONS = 16;
    /** Several times as long as an unread body may linger. */
    private static final Duration TIME = Duration.ofSeconds(6);
    /** Too long for the event loop: a thread reads it. */
    private static final String BATCH = IntStream.range(0, 200)
            .mapToObj(number -> """
                    {"specversion":"1.0","id":"kept-%d","source":"/kept","type":"kept","data":{"note":"%s"}}""".formatted(number, "x".repeat(200)))
            .collect(Collectors.joining(",", "[", "]"));

    @Test
    void shouldAnswerEveryRequestOfAConnection() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (KafkaBroker broker = KafkaBroker.start()) {
            TopicProvisioner.createMissing(broker.bootstrapServers());
            try (PackagedService service = new PackagedService(
                            "kept-connections-it.log", Map.of("PULSO_KAFKA", broker.bootstrapServers()))
                    .start()) {
                HttpClient http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
                long end = System.nanoTime() + TIME.toNanos();

                List<Future<Integer>> clients = IntStream.range(0, CONNECTIONS)
                        .mapToObj(client -> postUntil(end, http, service.address(), 0))
                        .toList();

                Future.all(clients).toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
                assertThat(clients)
                        .allSatisfy(client -> assertThat(client.result()).isPositive());
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
        }
    }

    /** Posts one batch after the other; how many. Fails with the first that is not accepted, or not answered. */
    private static Future<Integer> postUntil(long end, HttpClient http, URI service, int before) {
        return http.request(HttpMethod.POST, service.getPort(), service.getHost(), "/v1/events")
                .compose(request -> request.putHeader("Content-Type", "application/cloudevents-batch+json")
                        .send(BATCH))
                .compose(response -> response.statusCode() == 202
                        ? response.body()
                        : Future.failedFuture("answered " + response.statusCode()))
                .compose(body -> System.nanoTime() < end
                        ? postUntil(end, http, service, before + 1)
                        : Future.succeededFuture(before + 1));
    }
}
