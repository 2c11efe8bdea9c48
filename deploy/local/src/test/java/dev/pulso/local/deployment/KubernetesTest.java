package dev.pulso.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.contracts.TopicSettings;
import dev.pulso.local.command.StrimziTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests as they are written. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("../kubernetes");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<JsonNode> resources() throws IOException {
        List<JsonNode> resources = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                resources.addAll(documents(Files.readString(file)));
            }
        }
        return resources.stream()
                .filter(each -> !each.path("kind").asText().equals("Kustomization"))
                .toList();
    }

    static List<JsonNode> documents(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml().loadAll(yaml).forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("resources")
    void shouldKeepToThePublishedSchemas(JsonNode resource) throws ReflectiveOperationException {
        PublishedSchemas.check(resource);
    }

    @Test
    void shouldHaveTheTopicsOfTheDescription() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("topics.yaml")))
                .as("deploy/pulso topics --strimzi pulso --replicas 3 > deploy/kubernetes/topics.yaml")
                .isEqualTo(StrimziTopics.of(TopicSettings.fromAsyncApi(), "pulso", 3));
    }

    @Test
    void shouldNameEveryManifestInTheKustomization() throws IOException {
        JsonNode kustomization =
                JSON.valueToTree(new Yaml().load(Files.readString(FOLDER.resolve("kustomization.yaml"))));
        Set<String> named = new TreeSet<>();
        kustomization.path("resources").forEach(each -> named.add(each.asText()));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(each -> each.getFileName().toString())
                            .filter(each -> each.endsWith(".yaml") && !each.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void shouldGiveNoPodMoreRightsThanItNeeds() throws IOException {
        for (JsonNode resource : resources()) {
            JsonNode pod = resource.at("/spec/template/spec");
            if (pod.isMissingNode()) {
                continue;
            }
            JsonNode container = pod.at("/containers/0");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        }
    }

    @Test
    void shouldMountEveryFileThatItsVariablesName() throws IOException {
        List<String> shared = Files.readAllLines(FOLDER.resolve("pulso.env")).stream()
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
        for (JsonNode resource : resources()) {
            JsonNode container = resource.at("/spec/template/spec/containers/0");
            if (container.isMissingNode()) {
                continue;
            }
            List<String> named = new ArrayList<>(shared);
            container.path("env").forEach(each -> named.add(each.path("value").asText()));
            List<String> mounted = container.path("volumeMounts").findValuesAsText("mountPath");

            assertThat(named.stream().filter(value -> value.startsWith("/run/secrets/")))
                    .as(resource.at("/metadata/name").asText())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(mounted).anyMatch(folder -> file.startsWith(folder + "/")));
        }
    }
}
