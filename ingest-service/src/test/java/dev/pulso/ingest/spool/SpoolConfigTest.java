package dev.pulso.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.ingest.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpoolConfigTest {
    @Test
    void shouldBeOffByDefault() {
        SpoolConfig config = Settings.of(SpoolConfig.class, Map.of());
        assertThat(config.dir()).isEmpty();
        assertThat(config.maxBytes()).isEqualTo(1L << 30);
        assertThat(config.segmentBytes()).isEqualTo(16 << 20);
    }

    @Test
    void shouldReadEverySetting() {
        SpoolConfig config = Settings.of(
                SpoolConfig.class,
                Map.of("pulso.spool.dir", "/x", "pulso.spool.max-bytes", "2", "pulso.spool.segment-bytes", "3"));
        assertThat(config.dir()).contains(Path.of("/x"));
        assertThat(config.maxBytes()).isEqualTo(2);
        assertThat(config.segmentBytes()).isEqualTo(3);
    }
}
