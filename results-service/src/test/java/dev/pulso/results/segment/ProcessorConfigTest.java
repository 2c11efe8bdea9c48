package dev.pulso.results.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorConfigTest {
    @Test
    void shouldHaveDefaults() {
        ProcessorConfig config = Mappings.read(ProcessorConfig.class, Map.of());
        assertThat(config.url()).isEqualTo(URI.create("http://127.0.0.1:8084"));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.keyFile()).isEmpty();
    }

    @Test
    void shouldReadEveryKey() {
        ProcessorConfig config = Mappings.read(
                ProcessorConfig.class, Map.of("pulso.processor.url", "http://p:1", "pulso.processor.timeout", "PT3S"));
        assertThat(config.url()).isEqualTo(URI.create("http://p:1"));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(3));
    }
}
