package dev.pulso.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bill of materials that the profile sbom writes for each service (CycloneDX): it names every jar that ships, and no licence
 * that would bind the whole. The report is in target/dependencies.md.
 */
@EnabledIf(value = "made", disabledReason = "no bills of materials here: mvn -Psbom package makes them")
class SbomIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICES =
            List.of("ingest-service", "twitter-extractor", "spark-processor", "results-service", "dashboard-service");
    /** Licences that ask for the source of what they are built into. LGPL and the class path exception do not. */
    private static final List<String> BINDING = List.of("GPL-", "AGPL", "SSPL", "BUSL", "Commons-Clause");

    /** Theirs is the Apache License, but their descriptions do not say so. */
    private static final Set<String> UNTOLD = Set.of("oro", "xbean-asm9-shaded");

    @ParameterizedTest
    @ValueSource(
            strings = {"ingest-service", "twitter-extractor", "spark-processor", "results-service", "dashboard-service"
            })
    void shouldNameEveryJarThatShips(String service) throws IOException {
        Set<String> named = components(service).stream()
                .map(each ->
                        each.path("name").asText() + "-" + each.path("version").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        // Quarkus puts the group before the name, and a classifier comes after the version.
        assertThat(jars(service)).isNotEmpty();
        assertThat(jars(service))
                .filteredOn(jar -> named.stream().noneMatch(name -> isOf(jar, name)))
                .isEmpty();
    }

    private static boolean isOf(String jar, String name) {
        return jar.equals(name) || jar.endsWith("." + name) || jar.startsWith(name + "-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ingest-service", "twitter-extractor", "spark-processor", "results-service", "dashboard-service"
            })
    void shouldShipNothingWhoseLicenceBindsTheWhole(String service) throws IOException {
        List<String> unfit = components(service).stream()
                .filter(component -> !UNTOLD.contains(component.path("name").asText()))
                .filter(component -> licences(component).stream().noneMatch(SbomIT::isFree))
                .map(component -> component.path("purl").asText() + " " + licences(component))
                .toList();

        assertThat(unfit).isEmpty();
    }

    private static boolean isFree(String licence) {
        return BINDING.stream().noneMatch(licence::startsWith) || licence.contains("classpath-exception");
    }

    @Test
    void shouldTellAllOfThemInOneList() throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String service : SERVICES) {
            for (JsonNode component : components(service)) {
                lines.add("| %s | %s | %s |"
                        .formatted(
                                component.path("group").asText() + ":"
                                        + component.path("name").asText(),
                                component.path("version").asText(),
                                String.join(", ", licences(component))));
            }
        }
        Files.writeString(
                Path.of("target/dependencies.md"),
                "| library | version | licence |\n|---|---|---|\n" + String.join("\n", lines) + "\n");

        assertThat(lines).hasSizeGreaterThan(100).noneMatch(line -> line.contains("SNAPSHOT"));
    }

    static boolean made() {
        return SERVICES.stream().allMatch(service -> Files.exists(Path.of("../..", service, "target/sbom.json")));
    }

    private static List<JsonNode> components(String service) throws IOException {
        JsonNode sbom =
                JSON.readTree(Path.of("../..", service, "target/sbom.json").toFile());
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        List<JsonNode> components = new ArrayList<>();
        sbom.path("components").forEach(component -> {
            if (!component.path("group").asText().equals("dev.pulso")) {
                components.add(component);
            }
        });
        return components;
    }

    /** Names without their ending, of everything but our own. */
    private static List<String> jars(String service) throws IOException {
        Path target = Path.of("../..", service, "target");
        Path lib = service.equals("spark-processor") ? target.resolve("lib") : target.resolve("quarkus-app/lib");
        try (Stream<Path> files = Files.walk(lib)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.substring(0, name.length() - ".jar".length()))
                    .filter(name -> !name.contains("0.1.0-SNAPSHOT"))
                    .toList();
        }
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        component.path("licenses").forEach(each -> {
            JsonNode licence = each.path("license");
            licences.add(
                    licence.isMissingNode()
                            ? each.path("expression").asText()
                            : licence.path("id").asText(licence.path("name").asText()));
        });
        return licences;
    }
}
