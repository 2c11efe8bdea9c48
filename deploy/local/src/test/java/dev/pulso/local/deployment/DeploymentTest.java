package dev.pulso.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What can be said about the files for containers and for Prometheus without a container engine. */
class DeploymentTest {
    private static final Path DEPLOY = Path.of("..");
    private static final String LINT = DEPLOY.resolve("compose/lint/run").toString();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldKeepToTheSchemaOfTheComposeSpecification() throws IOException {
        try (InputStream file = DeploymentTest.class.getResourceAsStream("/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) JSON.readTree(file);
            // Neither is absolute or known as draft 7 wants them; the rest is draft 7.
            schema.remove(List.of("$id", "$schema"));
            List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema.toString())
                    .validate(compose().toString(), InputFormat.JSON);
            assertThat(errors).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ingest-service", "twitter-extractor", "spark-processor", "results-service", "dashboard-service"
            })
    void shouldGiveEachServiceBoundsAndNoRights(String name) throws IOException {
        JsonNode service = compose().at("/services/" + name);

        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
        assertThat(service.at("/deploy/resources/limits/memory").asText()).isNotEmpty();
        assertThat(service.at("/healthcheck/test/1").asText()).isEqualTo("ready");
        assertThat(service.at("/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(read(DEPLOY.resolve("compose/Dockerfile")))
                .contains("AS " + service.at("/build/target").asText() + "\n");
    }

    @Test
    void shouldPassTheLinterOfDockerfiles(@TempDir Path folder) throws IOException, InterruptedException {
        Path dockerfile = DEPLOY.resolve("compose/Dockerfile");
        Path wrong =
                Files.writeString(folder.resolve("Dockerfile"), read(dockerfile).replace("COPY ", "CPY "));

        Tool.run(".", LINT, dockerfile.toString());
        assertThatThrownBy(() -> Tool.run(".", LINT, wrong.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Unknown instruction: CPY");
    }

    @Test
    void shouldPinImagesToAVersion() throws IOException {
        List<String> images = Stream.concat(
                        compose().at("/services").findValuesAsText("image").stream(),
                        found("FROM (\\S+:\\S+)", read(DEPLOY.resolve("compose/Dockerfile"))).stream())
                .toList();

        assertThat(images).isNotEmpty().allSatisfy(image -> assertThat(image).matches("\\S+:v?\\d+\\.\\S+"));
    }

    @Test
    void shouldSetOnlyWhatTheServicesRead() throws IOException {
        Set<String> set = found("^ +(PULSO_[A-Z_]+):", read(DEPLOY.resolve("compose/compose.yaml")));
        StringBuilder known = new StringBuilder();
        for (String service : List.of("ingest-service", "twitter-extractor", "results-service", "dashboard-service")) {
            known.append(read(DEPLOY.resolve("../" + service + "/src/main/resources/application.properties")));
            known.append(read(DEPLOY.resolve("../" + service + "/README.md")));
        }

        assertThat(set).isNotEmpty().allSatisfy(name -> assertThat(known).contains(name));
    }

    @Test
    void shouldHaveARunbookEntryForEachAlert() throws IOException {
        Set<String> alerts = found("- alert: (\\w+)", read(DEPLOY.resolve("observability/alerts.yml")));
        Set<String> entries = found("^## (\\w+)$", read(DEPLOY.resolve("observability/RUNBOOK.md")));

        assertThat(alerts).isNotEmpty().isEqualTo(entries);
    }

    @Test
    void shouldScrapeEachServiceAtItsPort() throws IOException {
        Set<String> targets = found("targets: \\[(\\S+)]", read(DEPLOY.resolve("observability/prometheus.yml")));

        for (String target : targets) {
            String[] place = target.split(":", 2);
            assertThat(compose().at("/services/" + place[0] + "/ports/0").asText())
                    .isEqualTo("127.0.0.1:" + place[1] + ":" + place[1]);
        }
        assertThat(targets).hasSize(5);
    }

    /** SnakeYAML rather than Jackson: only it follows merge keys. */
    private static JsonNode compose() throws IOException {
        Object document = new Yaml().load(read(DEPLOY.resolve("compose/compose.yaml")));
        return JSON.valueToTree(document);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
