package dev.pulso.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.access.AccessConfig;
import dev.pulso.access.Gate;
import dev.pulso.access.Keys;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static Vertx vertx;
    private static URI base;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path keys = Files.writeString(
                folder.resolve("keys.json"),
                "[" + Keys.entry("reader", "key-of-reader", "read") + "," + Keys.entry("boss", "key-of-boss", "admin")
                        + "]");
        AccessConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("pulso.access.keys-file", keys.toString()), "test", 200))
                .withMapping(AccessConfig.class)
                .build()
                .getConfigMapping(AccessConfig.class);
        vertx = Vertx.vertx();
        Gate gate = new Gate(config, "0.0.0.0");
        Sessions sessions = new Sessions(Optional.empty(), Duration.ofHours(1), Clock.systemUTC());
        Router router = Router.router(vertx);
        router.route().order(-1).handler(new PageGate(gate, sessions));
        new LoginRoutes(gate, sessions).mount(router);
        router.route().last().handler(call -> call.end("inside"));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        base = URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldLeadWhoeverOpensThePageToTheLogin() throws Exception {
        HttpResponse<String> page = send("GET", "/", "", "Accept", "text/html,*/*");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("/login");
        assertThat(send("GET", "/login", "", "Accept", "text/html").body())
                .contains("name=\"key\"", "lang=\"en\"", "Key or token");
        assertThat(send("GET", "/login", "", "Accept-Language", "fr, es-MX;q=0.8, en;q=0.5")
                        .body())
                .contains("lang=\"es\"", "Clave o token");
    }

    @Test
    void shouldAnswerProgramsWithoutAKeyInTheirWords() throws Exception {
        HttpResponse<String> stream = send("GET", "/v1/stream", "", "Accept", "text/event-stream");
        assertThat(stream.statusCode()).isEqualTo(401);
        assertThat(stream.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(stream.body()).contains("\"code\":\"unauthorized\"");
        assertThat(send("GET", "/v1/stream", "", "Authorization", "Bearer key-of-reader")
                        .body())
                .isEqualTo("inside");
        assertThat(send("GET", "/v1/stream", "", "X-API-Key", "wrong").statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/q/health", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/q/../v1/stream", "").statusCode()).isEqualTo(401);
        assertThat(send("GET", "//v1/stream", "").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldCarryTheRolesOfTheKeyInTheCookie() throws Exception {
        String reader = login("key-of-reader");
        assertThat(send("GET", "/", "", "Cookie", reader, "Accept", "text/html").body())
                .isEqualTo("inside");
        assertThat(send("GET", "/v1/stream", "", "Cookie", reader).body()).isEqualTo("inside");
        assertThat(send("POST", "/v1/replays", "", "Cookie", reader).statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", "/v1/sources/a", "", "Cookie", reader).statusCode())
                .isEqualTo(403);
        String boss = login("key-of-boss");
        assertThat(send("PUT", "/v1/sources/a", "", "Cookie", boss).body()).isEqualTo("inside");
        assertThat(send("GET", "/v1/stream", "", "Cookie", reader + "x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldSetACookieThatScriptsAndOtherSitesCannotUse() throws Exception {
        HttpResponse<String> plain = form("key-of-reader");
        assertThat(plain.statusCode()).isEqualTo(303);
        assertThat(plain.headers().firstValue("Set-Cookie").orElse(""))
                .contains("; HTTPOnly", "; SameSite=Lax", "; Max-Age=3600")
                .doesNotContain("Secure");
        assertThat(form("key-of-reader", "X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElse(""))
                .contains("Secure");
        assertThat(send("POST", "/logout", "")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElse(""))
                .contains("Max-Age=0");
    }

    @Test
    void shouldNotLetGuessesIn() throws Exception {
        HttpResponse<String> refused = form("guess");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(refused.body()).contains("not known").doesNotContain("guess");
        HttpResponse<String> endless = form("k".repeat(20_000));
        assertThat(endless.statusCode()).isEqualTo(413);
        assertThat(endless.body()).contains("not known").doesNotContain("kkk");
    }

    private static String login(String key) throws Exception {
        return form(key).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static HttpResponse<String> form(String key, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/x-www-form-urlencoded";
        return send("POST", "/login", "key=" + key, all);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
