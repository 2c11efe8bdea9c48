package dev.pulso.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pulso.contracts.TopicSettings;
import dev.pulso.local.command.StrimziTopics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests against the published schemas: Kubernetes' own client for its kinds, the operators' CRDs for theirs. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("../kubernetes");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> MODELS = Map.of(
            "v1",
            "V1",
            "apps/v1",
            "V1",
            "policy/v1",
            "V1",
            "networking.k8s.io/v1",
            "V1",
            "autoscaling/v2",
            "V2",
            "rbac.authorization.k8s.io/v1",
            "V1");

    static List<JsonNode> resources() throws IOException {
        List<JsonNode> resources = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                for (Object document : new Yaml().loadAll(Files.readString(file))) {
                    resources.add(JSON.valueToTree(document));
                }
            }
        }
        return resources.stream()
                .filter(each -> !each.path("kind").asText().equals("Kustomization"))
                .toList();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("resources")
    void shouldKeepToThePublishedSchemas(JsonNode resource) throws ReflectiveOperationException {
        String model = MODELS.get(resource.path("apiVersion").asText());
        String kind = resource.path("kind").asText();
        if (model == null) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(crd(kind))
                            .validate(resource.toString(), InputFormat.JSON))
                    .as(kind)
                    .isEmpty();
            return;
        }
        // Throws on unknown and on missing fields.
        Class.forName("io.kubernetes.client.openapi.models." + model + kind)
                .getMethod("validateJsonElement", JsonElement.class)
                .invoke(null, JsonParser.parseString(resource.toString()));
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

    private static String crd(String kind) {
        try (InputStream schema = KubernetesTest.class.getResourceAsStream("/crds/" + kind + ".json")) {
            assertThat(schema).as("schema of " + kind).isNotNull();
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
