package dev.pulso.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.local.settings.Settings;
import dev.pulso.local.settings.SettingsReader;
import dev.pulso.local.settings.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    @TempDir
    Path root;

    @Test
    void shouldNameThePartWhosePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            List<Finding> bad = bad(Map.of("ports.free", "true", "results.port", port));

            assertThat(bad).anySatisfy(finding -> {
                assertThat(finding.subject()).isEqualTo("port " + port + " (results-service)");
                assertThat(finding.remedy()).contains("--set results.port=");
            });
        }
    }

    @Test
    void shouldRefuseHeapsTheMachineDoesNotHave() {
        assertThat(bad(Map.of("ports.free", "true", "processor.memory", "65536", "kafka.memory", "65536")))
                .extracting(Finding::subject)
                .contains("memory");
    }

    @Test
    void shouldSayHowToBuildWhatIsMissing() {
        assertThat(new Checks(settings(Map.of())).artefacts()).hasSize(5).allSatisfy(finding -> {
            assertThat(finding.good()).isFalse();
            assertThat(finding.remedy()).startsWith("run: mvn");
        });
    }

    private List<Finding> bad(Map<String, String> flags) {
        return new Checks(settings(flags))
                .beforeStart().stream().filter(finding -> !finding.good()).toList();
    }

    private Settings settings(Map<String, String> flags) {
        return new SettingsReader(root, Topology.SINGLE, Map.of(), flags).read();
    }
}
