package dev.pulso.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manifests as kubectl would apply them: what kustomize has made of them. */
class RenderedTest {
    /** Made by operators, and by hand as the README tells. */
    private static final Set<String> SECRETS = Set.of(
            "pulso-cluster-ca-cert",
            "pulso-services",
            "pulso-db-app",
            "pulso-db-ca",
            "pulso-access",
            "pulso-author-key",
            "pulso-tls");

    private static List<JsonNode> resources;

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        assumeTrue(
                Tool.isInstalled("kubectl"),
                "there is no kubectl (Debian: package kubernetes-client); deploy/test installs it");
        resources = KubernetesTest.documents(Tool.run("../kubernetes", "kubectl", "kustomize", "."));
    }

    @Test
    void shouldKeepToThePublishedSchemas() throws ReflectiveOperationException {
        assertThat(resources).hasSizeGreaterThan(40);
        for (JsonNode resource : resources) {
            PublishedSchemas.check(resource);
        }
    }

    @Test
    void shouldPutEverythingIntoTheNamespace() {
        assertThat(resources)
                .filteredOn(each -> !each.path("kind").asText().equals("Namespace"))
                .allSatisfy(each -> assertThat(each.at("/metadata/namespace").asText())
                        .as(each.at("/metadata/name").asText())
                        .isEqualTo("pulso"));
    }

    @Test
    void shouldNameOnlyWhatThereWillBe() {
        Set<String> maps = names("ConfigMap");
        Set<String> volumes = names("PersistentVolumeClaim");
        Set<String> accounts = names("ServiceAccount");
        for (JsonNode resource : resources) {
            assertThat(maps)
                    .containsAll(resource.findValues("configMapRef").stream()
                            .map(each -> each.path("name").asText())
                            .toList());
            assertThat(SECRETS).containsAll(resource.findValuesAsText("secretName"));
            assertThat(volumes).containsAll(resource.findValuesAsText("claimName"));
            assertThat(accounts).containsAll(resource.findValuesAsText("serviceAccount"));
        }
        assertThat(maps).hasSize(1);
    }

    private static Set<String> names(String kind) {
        return resources.stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .map(each -> each.at("/metadata/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
