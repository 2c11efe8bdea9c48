package dev.pulso.ingest.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.pulso.contracts.MessageCodec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns a JSON Schema 2020-12 document into something events can be checked with. Fetches nothing from anywhere. */
final class SchemaCompiler {
    /** Keyword at the root of a schema: JSON pointer into {@code data} of the number that activity sums add up. */
    static final String VALUE = "x-pulso-value";

    private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();
    private static final List<String> TRIALS = List.of("{}", "[]", "\"\"", "0", "true", "null");

    private final boolean formatAssertions;
    private final Schema rules;

    SchemaCompiler(boolean formatAssertions) {
        this.formatAssertions = formatAssertions;
        this.rules = registry().getSchema(SchemaLocation.of(DIALECT));
    }

    /** @throws UnusableSchemaException if it is no schema, or one that cannot be applied */
    Schema compile(JsonNode document) {
        JsonNode dialect = document.path("$schema");
        if (!dialect.isMissingNode() && !dialect.asText().equals(DIALECT)) {
            throw new UnusableSchemaException("/$schema", "must be " + DIALECT + " or absent");
        }
        List<Error> errors = rules.validate(document);
        if (!errors.isEmpty()) {
            Error first = errors.get(0);
            throw new UnusableSchemaException(String.valueOf(first.getInstanceLocation()), first.getMessage());
        }
        valueField(document);
        try {
            // A registry for each: an $id means this version of the document and no other.
            Schema schema = registry().getSchema(document);
            schema.initializeValidators();
            // References are followed late: dangling and endless ones show only here.
            for (String trial : TRIALS) {
                schema.validate(MessageCodec.mapper().readTree(trial));
            }
            return schema;
        } catch (SchemaException e) {
            throw new UnusableSchemaException("", "a $ref leads nowhere, or a keyword cannot be applied");
        } catch (StackOverflowError e) {
            throw new UnusableSchemaException("", "a $ref leads back to itself without end");
        } catch (java.io.IOException | RuntimeException e) {
            throw new UnusableSchemaException("", "a keyword cannot be applied, such as a pattern that is no regex");
        }
    }

    /** @throws UnusableSchemaException if the keyword is there and is no JSON pointer to a member */
    static @Nullable String valueField(JsonNode document) {
        JsonNode value = document.path(VALUE);
        if (value.isMissingNode()) {
            return null;
        }
        try {
            if (value.isTextual() && !value.asText().isEmpty()) {
                return JsonPointer.compile(value.asText()).toString();
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableSchemaException("/" + VALUE, "must be a JSON pointer into data");
        }
        throw new UnusableSchemaException("/" + VALUE, "must be a JSON pointer into data");
    }

    private SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .formatAssertionsEnabled(formatAssertions)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.allow(
                                iri -> iri.toString().startsWith("https://json-schema.org/draft/2020-12/"))));
    }
}
