package dev.pulso.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.local.client.Api;
import dev.pulso.local.client.ApiException;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system with Kafka behind SASL_SSL and SCRAM, PostgreSQL over TLS with a verified certificate, and keys in
 * front of every service. That all parts get ready proves the connections; the smoke test proves the way.
 */
class SecureIT {
    @TempDir
    static Path folder;

    private static RunningPulso pulso;

    @BeforeAll
    static void start() throws IOException {
        pulso = RunningPulso.start(folder.resolve("data"), true);
    }

    @AfterAll
    static void stop() {
        pulso.close();
    }

    @Test
    void shouldCarryAnEventAndAPostAllTheWayForWhoeverHasTheKey() {
        assertThat(pulso.command("smoke")).isZero();
        assertThat(pulso.command("doctor")).isZero();
    }

    @Test
    void shouldTellNothingToWhoeverHasNone() {
        Api nobody = new Api();
        for (String address : new String[] {
            pulso.url(Part.INGEST) + "/v1/schemas",
            pulso.url(Part.EXTRACTOR) + "/v1/sources",
            pulso.url(Part.RESULTS) + "/v1/hashtags",
            pulso.url(Part.DASHBOARD) + "/v1/hashtags",
            pulso.url(Part.DASHBOARD) + "/v1/stream"
        }) {
            assertThatThrownBy(() -> nobody.get(address))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("401 unauthorized");
        }
    }

    @Test
    void shouldHideKafkaFromClientsInTheClear() {
        Map<String, Object> clear = Map.of(
                "bootstrap.servers", pulso.kafka(), "default.api.timeout.ms", 3_000, "request.timeout.ms", 2_000);
        try (Admin admin = Admin.create(clear)) {
            assertThatThrownBy(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
        }
    }
}
