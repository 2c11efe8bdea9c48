package dev.pulso.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.ingest.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaConfigTest {
    @Test
    void shouldHaveDefaults() {
        SchemaConfig config = Settings.of(SchemaConfig.class, Map.of());
        assertThat(config.maxBytes()).isEqualTo(256 << 10);
        assertThat(config.formatAssertions()).isFalse();
        assertThat(config.compatibilityEvents()).isEqualTo(1000);
        assertThat(config.compatibilityScan()).isEqualTo(200_000);
        assertThat(config.compatibilityTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldReadEverySetting() {
        SchemaConfig config = Settings.of(
                SchemaConfig.class,
                Map.of(
                        "pulso.schemas.max-bytes", "1",
                        "pulso.schemas.format-assertions", "true",
                        "pulso.schemas.compatibility-events", "2",
                        "pulso.schemas.compatibility-scan", "3",
                        "pulso.schemas.compatibility-timeout", "4s"));
        assertThat(config.maxBytes()).isEqualTo(1);
        assertThat(config.formatAssertions()).isTrue();
        assertThat(config.compatibilityEvents()).isEqualTo(2);
        assertThat(config.compatibilityScan()).isEqualTo(3);
        assertThat(config.compatibilityTimeout()).isEqualTo(Duration.ofSeconds(4));
    }
}
