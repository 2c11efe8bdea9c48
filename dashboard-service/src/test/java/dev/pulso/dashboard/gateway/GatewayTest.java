package dev.pulso.dashboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.embedded.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
    private static Vertx vertx;
    private static HttpServer front;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        vertx = Vertx.vertx();
        Router services = Router.router(vertx);
        services.get("/v1/hashtags").handler(call -> {
            if ("\"v1\"".equals(call.request().getHeader("If-None-Match"))) {
                call.response().setStatusCode(304).end();
                return;
            }
            call.response()
                    .putHeader("ETag", "\"v1\"")
                    .putHeader("Content-Type", call.request().getHeader("Accept"))
                    .end(String.valueOf(call.request().query()));
        });
        services.get("/v1/hashtags/:tag").handler(call -> call.end(call.pathParam("tag")));
        // Accepted and never answered: what a hung service looks like.
        services.get("/v1/trends").handler(call -> {});
        services.post("/v1/segmentations/:name/train")
                .handler(call -> call.response().setStatusCode(202).end(call.pathParam("name")));
        services.post("/v1/replays")
                .handler(call -> call.request()
                        .body()
                        .onSuccess(body -> call.response().setStatusCode(202).end("" + body.length())));
        services.get("/v1/pipeline")
                .handler(call -> call.end(call.request().getHeader("X-API-Key") + " "
                        + call.request().getHeader("Authorization") + " "
                        + call.request().getHeader("Cookie")));
        HttpServer behind = listen(services);
        Path key = Files.writeString(folder.resolve("key"), "key-of-the-gateway\n");
        Router router = Router.router(vertx);
        String url = "http://127.0.0.1:" + behind.actualPort();
        new Gateway(
                        vertx,
                        new Config(
                                URI.create(url),
                                URI.create(url),
                                URI.create("http://127.0.0.1:" + FreePort.any()),
                                Optional.of(key)))
                .mount(router);
        front = listen(router);
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldPassAnswersOnUnchanged() throws Exception {
        HttpResponse<String> csv = send(to("/v1/hashtags?window=15m&lang=en").header("Accept", "text/csv"));

        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.body()).isEqualTo("window=15m&lang=en");
        assertThat(csv.headers().firstValue("ETag")).contains("\"v1\"");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv");
    }

    @Test
    void shouldPassConditionsAndEncodedTagsOn() throws Exception {
        assertThat(send(to("/v1/hashtags").header("If-None-Match", "\"v1\"")).statusCode())
                .isEqualTo(304);
        assertThat(send(to("/v1/hashtags/f%C3%BAtbol")).body()).isEqualTo("fútbol");
    }

    @Test
    void shouldShowItsOwnKeyAndNothingOfTheCallers() throws Exception {
        assertThat(send(to("/v1/pipeline")
                                .header("Authorization", "Bearer key-of-the-caller")
                                .header("Cookie", "pulso-session=a"))
                        .body())
                .isEqualTo("key-of-the-gateway null null");
    }

    @Test
    void shouldStreamUploads() throws Exception {
        byte[] file = new byte[3_000_000];
        HttpResponse<String> answer =
                send(to("/v1/replays?format=pulso").POST(HttpRequest.BodyPublishers.ofByteArray(file)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("3000000");
    }

    @Test
    void shouldPassOrdersToTrainOnFromThisOriginOnly() throws Exception {
        HttpResponse<String> answer =
                send(to("/v1/segmentations/customers/train").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("customers");
        assertProblem(
                send(to("/v1/segmentations/customers/train")
                        .header("Origin", "https://elsewhere.example")
                        .POST(HttpRequest.BodyPublishers.noBody())),
                403,
                "cross-origin");
        assertProblem(send(to("/v1/segmentations/customers").DELETE()), 405, "method-not-allowed");
    }

    @Test
    void shouldSayWhichServiceIsAwayOrSlow() throws Exception {
        assertProblem(send(to("/v1/schemas")), 502, "upstream-away");
        assertProblem(send(to("/v1/trends")), 504, "upstream-slow");
    }

    @Test
    void shouldRefuseWhatIsNotInItsTable() throws Exception {
        assertProblem(send(to("/v1/secrets")), 404, "not-found");
        assertProblem(send(to("/v1/hashtags").DELETE()), 405, "method-not-allowed");
        assertProblem(send(to("/v1/schemas").PUT(HttpRequest.BodyPublishers.noBody())), 405, "method-not-allowed");
    }

    @Test
    void shouldRefuseChangesFromOtherSites() throws Exception {
        HttpRequest.Builder foreign = to("/v1/replays")
                .header("Origin", "https://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.ofString("x"));

        assertProblem(send(foreign), 403, "cross-origin");

        HttpRequest.Builder own = to("/v1/replays")
                .header("Origin", "http://127.0.0.1:" + front.actualPort())
                .POST(HttpRequest.BodyPublishers.ofString("x"));
        assertThat(send(own).statusCode()).isEqualTo(202);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").doesNotContain("Exception");
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.actualPort() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpServer listen(Router router) {
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private record Config(URI resultsUrl, URI extractorUrl, URI ingestUrl, Optional<Path> keyFile)
            implements GatewayConfig {
        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration idleTimeout() {
            return Duration.ofSeconds(3);
        }
    }
}
