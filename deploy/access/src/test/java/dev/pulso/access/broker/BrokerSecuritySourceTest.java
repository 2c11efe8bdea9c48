package dev.pulso.access.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerSecuritySourceTest {
    @Test
    void shouldGiveKafkasClientsWhatTheEnvironmentSays(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "${HOME}\\$");
        SmallRyeConfig config = config(Map.of(
                "pulso.kafka.security.protocol", "SASL_SSL",
                "pulso.kafka.username", "pulso",
                "pulso.kafka.password.file", password.toString()));

        assertThat(config.getValue("kafka.security.protocol", String.class)).isEqualTo("SASL_SSL");
        assertThat(config.getValue("kafka.sasl.jaas.config", String.class)).endsWith("password=\"${HOME}\\\\$\";");
        assertThat(config.getPropertyNames()).contains("kafka.sasl.mechanism");
    }

    @Test
    void shouldSayNothingAboutBrokersInTheClear() {
        assertThat(config(Map.of()).getOptionalValue("kafka.security.protocol", String.class))
                .isEmpty();
    }

    @Test
    void shouldNotStartWithHalfTheSettings() {
        assertThatThrownBy(() -> config(Map.of("pulso.kafka.security.protocol", "SASL_SSL")))
                .hasMessageContaining("PULSO_KAFKA_USERNAME is missing");
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(environment, "environment", 300))
                .withSources(new BrokerSecuritySource())
                .build();
    }
}
