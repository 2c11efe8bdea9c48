package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.ingest.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeConfigTest {
    @Test
    void shouldHaveDefaults() {
        IntakeConfig config = Settings.of(IntakeConfig.class, Map.of());
        assertThat(config.maxBody()).isEqualTo(4L << 30);
        assertThat(config.maxEvent()).isEqualTo(1_000_000);
        assertThat(config.chunkEvents()).isEqualTo(500);
        assertThat(config.chunkBytes()).isEqualTo(1 << 20);
        assertThat(config.retryAfterSeconds()).isEqualTo(1);
        assertThat(config.minRate()).isEqualTo(240);
        assertThat(config.minRateGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.maxStreams()).isEqualTo(128);
    }

    @Test
    void shouldReadEverySetting() {
        IntakeConfig config = Settings.of(
                IntakeConfig.class,
                Map.of(
                        "pulso.intake.max-body", "1",
                        "pulso.intake.max-event", "2",
                        "pulso.intake.chunk-events", "3",
                        "pulso.intake.chunk-bytes", "4",
                        "pulso.intake.retry-after-seconds", "5",
                        "pulso.intake.min-rate", "6",
                        "pulso.intake.min-rate-grace", "7s",
                        "pulso.intake.max-streams", "8"));
        assertThat(config.maxBody()).isEqualTo(1);
        assertThat(config.maxEvent()).isEqualTo(2);
        assertThat(config.chunkEvents()).isEqualTo(3);
        assertThat(config.chunkBytes()).isEqualTo(4);
        assertThat(config.retryAfterSeconds()).isEqualTo(5);
        assertThat(config.minRate()).isEqualTo(6);
        assertThat(config.minRateGrace()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.maxStreams()).isEqualTo(8);
    }
}
