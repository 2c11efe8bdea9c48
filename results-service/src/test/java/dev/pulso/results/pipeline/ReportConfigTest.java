package dev.pulso.results.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportConfigTest {
    @Test
    void shouldHaveDefaults() {
        ReportConfig config = Mappings.read(ReportConfig.class, Map.of("pulso.report.instance", "here"));
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.instance()).isEqualTo("here");
    }

    @Test
    void shouldReadEveryKey() {
        ReportConfig config =
                Mappings.read(ReportConfig.class, Map.of("pulso.report.every", "PT5S", "pulso.report.instance", "r1"));
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.instance()).isEqualTo("r1");
    }
}
