package dev.pulso.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas in this module's folder, by type. */
final class Schemas {
    static final String ENVELOPE = "cloudevent";

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> PARSED = new ConcurrentHashMap<>();

    private Schemas() {}

    static JsonNode tree(String type) {
        return Json.read(Path.of("schemas", type + ".json"));
    }

    /** What is wrong with a document, in words; empty if nothing. */
    static List<String> problems(String type, JsonNode document) {
        return PARSED
                .computeIfAbsent(type, each -> REGISTRY.getSchema(tree(each)))
                .validate(
                        document,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    static List<String> problemsOfSchema(JsonNode schema) {
        return REGISTRY
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(schema)
                .stream()
                .map(Error::toString)
                .toList();
    }
}
