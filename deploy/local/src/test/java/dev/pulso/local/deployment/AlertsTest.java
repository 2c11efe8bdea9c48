package dev.pulso.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alerts by Prometheus' own tool: every one of them is fired once, and stays silent before. */
class AlertsTest {
    private static final Path FOLDER = Path.of("../observability");

    @Test
    void shouldFireWhenItsConditionHoldsAndNotBefore() throws Exception {
        assertThat(promtool("test", "rules", "alerts.test.yml")).contains("SUCCESS");
    }

    @Test
    void shouldKeepToPrometheusLanguage() throws Exception {
        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS: prometheus.yml");
    }

    @Test
    void shouldFireEveryAlertOnce() throws IOException {
        Set<String> alerts = found("- alert: (\\w+)", "alerts.yml");
        Set<String> fired = found("alertname: (\\w+)\\n +exp_alerts", "alerts.test.yml");

        assertThat(alerts).isNotEmpty().isEqualTo(fired);
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                Tool.isInstalled("promtool"),
                "there is no promtool (Debian: package prometheus); deploy/test installs it");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        return Tool.run(FOLDER.toString(), command.toArray(String[]::new));
    }

    private static Set<String> found(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
