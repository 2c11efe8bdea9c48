package dev.pulso.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    @TempDir
    Path root;

    @Test
    void shouldHaveDefaults() {
        Settings settings = read(Map.of(), Map.of());

        assertThat(settings.data()).isEqualTo(root.resolve(".pulso"));
        assertThat(settings.ports())
                .isEqualTo(Map.of(
                        new Node(Part.KAFKA, 0), 9092,
                        new Node(Part.POSTGRES, 0), 15432,
                        new Node(Part.INGEST, 0), 8081,
                        new Node(Part.EXTRACTOR, 0), 8082,
                        new Node(Part.RESULTS, 0), 8083,
                        new Node(Part.PROCESSOR, 0), 8084,
                        new Node(Part.DASHBOARD, 0), 8080));
        assertThat(settings.memory(Part.PROCESSOR)).isEqualTo(1024);
    }

    @Test
    void shouldLetFlagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path data = Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(
                data.resolve("pulso.properties"),
                "kafka.port=1001\nresults.port=1001\ningest.port=1001\nkafka.memory=99\n");

        Settings settings = read(
                Map.of("PULSO_DATA_DIR", "elsewhere", "PULSO_RESULTS_PORT", "1002", "PULSO_INGEST_PORT", "1002"),
                Map.of("ingest.port", "1003"));

        assertThat(settings.port(Part.KAFKA)).isEqualTo(1001);
        assertThat(settings.port(Part.RESULTS)).isEqualTo(1002);
        assertThat(settings.port(Part.INGEST)).isEqualTo(1003);
        assertThat(settings.memory(Part.KAFKA)).isEqualTo(99);
        assertThat(settings.data()).isEqualTo(data);
    }

    @Test
    void shouldMoveAllPortsTogether() {
        Settings settings = read(Map.of(), Map.of("ports.base", "20000", "kafka.port", "9999"));

        assertThat(settings.port(Part.DASHBOARD)).isEqualTo(20000);
        assertThat(settings.port(Part.PROCESSOR)).isEqualTo(20004);
        assertThat(settings.port(Part.POSTGRES)).isEqualTo(20011);
        assertThat(settings.port(Part.KAFKA)).isEqualTo(9999);
    }

    @Test
    void shouldTakeSevenDifferentFreePorts() {
        assertThat(read(Map.of(), Map.of("ports.free", "true")).ports().values())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveEachReplicaOfAClusterItsOwnPort() {
        Settings cluster = new SettingsReader(root, Topology.CLUSTER, Map.of(), Map.of("kafka.port", "9000")).read();

        assertThat(cluster.bootstrapServers()).isEqualTo("127.0.0.1:9000,127.0.0.1:9100,127.0.0.1:9200");
        assertThat(cluster.nodes(Part.SPARK_WORKER))
                .extracting(Node::title)
                .containsExactly("spark-worker", "spark-worker-2");
        assertThat(cluster.url(new Node(Part.RESULTS, 1))).isEqualTo("http://127.0.0.1:8183");
        assertThat(cluster.ports().values()).doesNotHaveDuplicates();
        assertThat(cluster.data()).isEqualTo(root.resolve(".pulso-cluster"));
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertRefused(Map.of("kafka.port", "many"), "kafka.port is 'many'");
        assertRefused(Map.of("kafka.port", "70000"), "from 1 to 65535");
        assertRefused(Map.of("kafka.port", "8080"), "are both 8080");
        assertRefused(Map.of("kafak.port", "1"), "unknown setting 'kafak.port'; known are dashboard.memory");
    }

    private void assertRefused(Map<String, String> flags, String message) {
        assertThatThrownBy(() -> read(Map.of(), flags))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(message);
    }

    private Settings read(Map<String, String> environment, Map<String, String> flags) {
        return new SettingsReader(root, Topology.SINGLE, environment, flags).read();
    }
}
