package dev.pulso.extractor.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulso.extractor.Configs;
import dev.pulso.extractor.source.Backoff;
import dev.pulso.extractor.source.SourceBrokenException;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long each refusal keeps a source away. */
class XFailuresTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final XFailures failures =
            new XFailures("X", Configs.of(XConfig.class, Map.of()), Clock.fixed(NOW, ZoneOffset.UTC));

    private SourceBrokenException refused(int status, Map<String, List<String>> headers, String body) {
        return (SourceBrokenException)
                failures.refused("the stream", status, HttpHeaders.of(headers, (name, value) -> true), body);
    }

    private SourceBrokenException resetAt(int status, String reset) {
        return refused(status, Map.of("x-rate-limit-reset", List.of(reset)), "{}");
    }

    @Test
    void shouldWaitUntilTheLimitIsReset() {
        for (int status : List.of(420, 429)) {
            assertThat(resetAt(status, Long.toString(NOW.getEpochSecond() + 90)).atLeast())
                    .isEqualTo(Duration.ofSeconds(90));
        }
        assertThat(resetAt(429, Long.toString(NOW.getEpochSecond() - 90)).atLeast())
                .isZero();
        assertThat(resetAt(429, "99999999999").atLeast())
                .as("a clock that is wrong")
                .isEqualTo(Duration.ofMinutes(20));
        assertThat(resetAt(429, "soon").atLeast()).isZero();
    }

    @Test
    void shouldWaitAMinuteAndMoreWhereTheLimitIsNotSaid() {
        Backoff minutes = Backoff.doubling(Duration.ofSeconds(60), Duration.ofMinutes(15));
        assertThat(List.of(
                        refused(420, Map.of(), "{}"),
                        refused(429, Map.of(), "{}"),
                        refused(429, Map.of(), "{\"connection_issue\":\"TooManyConnections\"}")))
                .allSatisfy(refusal -> {
                    assertThat(refusal.backoff()).isEqualTo(minutes);
                    assertThat(refusal.atLeast()).isZero();
                });
    }

    @Test
    void shouldWaitByKindOfFailure() {
        assertThat(refused(503, Map.of(), "").backoff())
                .isEqualTo(Backoff.doubling(Duration.ofSeconds(5), Duration.ofSeconds(320)));
        assertThat(((SourceBrokenException) failures.broken(new IOException("cut"))).backoff())
                .isEqualTo(Backoff.linear(Duration.ofMillis(250), Duration.ofSeconds(16)));
    }

    @Test
    void shouldNotComeBackWhereAPersonIsNeeded() {
        for (int status : List.of(400, 401, 402, 403, 404, 422)) {
            assertThatExceptionOfType(SourceFailedException.class)
                    .isThrownBy(() -> refused(status, Map.of(), "{}"))
                    .withMessageContaining(Integer.toString(status));
        }
    }
}
