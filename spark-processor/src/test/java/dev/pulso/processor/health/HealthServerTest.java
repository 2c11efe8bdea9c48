package dev.pulso.processor.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.progress.Vitals;
import dev.pulso.processor.progress.Vitals.Phase;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final AtomicLong clock = new AtomicLong();
    private final Vitals counts = new Vitals(Duration.ofMinutes(2), clock::get);
    private final Vitals archive = new Vitals(Duration.ofMinutes(2), clock::get);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldTurnRedWhenAQueryStopsOrStalls() throws Exception {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (HealthServer health = HealthServer.start("127.0.0.1", 0, counts, Map.of("archive", archive), metrics)) {
            assertThat(get(health, "/q/health/ready").body()).contains("\"phase\":\"WARMING\"");
            counts.started();
            archive.started();
            assertThat(get(health, "/q/health/ready").body()).contains("\"counts query\",\"status\":\"UP\"");

            archive.enter(Phase.RESTARTING);
            assertThat(get(health, "/q/health").body()).contains("\"archive query\",\"status\":\"DOWN\"");
            assertThat(get(health, "/q/health/ready").body())
                    .as("a slow query is no reason to take the counts away")
                    .contains("\"counts query\",\"status\":\"UP\"")
                    .doesNotContain("archive");

            clock.addAndGet(Duration.ofMinutes(2).toNanos());
            assertThat(get(health, "/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(health, "/q/health/ready").body()).contains("\"counts query\",\"status\":\"DOWN\"");
            assertThat(get(health, "/q/health/live").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(HealthServer health, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health.port() + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
