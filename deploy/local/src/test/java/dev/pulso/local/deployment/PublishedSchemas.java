package dev.pulso.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The published schemas: Kubernetes' own client for its kinds, the operators' CRDs for theirs. */
final class PublishedSchemas {
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

    private PublishedSchemas() {}

    /** Fails on unknown and on missing fields. */
    static void check(JsonNode resource) throws ReflectiveOperationException {
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
        Class.forName("io.kubernetes.client.openapi.models." + model + kind)
                .getMethod("validateJsonElement", JsonElement.class)
                .invoke(null, JsonParser.parseString(resource.toString()));
    }

    private static String crd(String kind) {
        try (InputStream schema = PublishedSchemas.class.getResourceAsStream("/crds/" + kind + ".json")) {
            assertThat(schema).as("schema of " + kind).isNotNull();
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
