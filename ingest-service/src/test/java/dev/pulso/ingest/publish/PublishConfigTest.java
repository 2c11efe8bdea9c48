package dev.pulso.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.ingest.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishConfigTest {
    @Test
    void shouldHaveDefaults() {
        PublishConfig config = Settings.of(PublishConfig.class, Map.of());
        assertThat(config.maxInFlight()).isEqualTo(32 << 20);
        assertThat(config.roomTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.probeInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.deliveryTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldReadEverySetting() {
        PublishConfig config = Settings.of(
                PublishConfig.class,
                Map.of(
                        "pulso.publish.max-in-flight", "2",
                        "pulso.publish.room-timeout", "3s",
                        "pulso.publish.probe-interval", "4s",
                        "pulso.publish.delivery-timeout", "6s"));
        assertThat(config.maxInFlight()).isEqualTo(2);
        assertThat(config.roomTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.probeInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.deliveryTimeout()).isEqualTo(Duration.ofSeconds(6));
    }
}
