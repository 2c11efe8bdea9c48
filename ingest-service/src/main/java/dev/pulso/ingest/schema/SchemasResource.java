package dev.pulso.ingest.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.access.Role;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.schema.EventSchema;
import dev.pulso.ingest.access.Needs;
import dev.pulso.ingest.paging.Parameters;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.NavigableMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Schemas of event types. */
@Path("/v1/schemas")
@Produces(MediaType.APPLICATION_JSON)
public class SchemasResource {
    private static final String SCHEMA_JSON = "application/schema+json";

    private static final ObjectReader DOCUMENT =
            MessageCodec.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final SchemaStore store;
    private final SchemaConfig config;

    SchemasResource(SchemaStore store, SchemaConfig config) {
        this.store = store;
        this.config = config;
    }

    @GET
    @Needs(Role.READ)
    @Operation(operationId = "listSchemas", summary = "All schemas, by type")
    public SchemaPage list(
            @QueryParam("limit") @Nullable String requested, @QueryParam("after") @Nullable String after) {
        int limit = Parameters.limit(requested);
        NavigableMap<String, TypeSchema> all = store.all();
        List<EventSchema> found = (after == null ? all : all.tailMap(after, false))
                .values().stream().limit(limit + 1L).map(TypeSchema::stored).toList();
        return found.size() <= limit
                ? new SchemaPage(found, null)
                : new SchemaPage(found.subList(0, limit), found.get(limit - 1).type());
    }

    @GET
    @Needs(Role.READ)
    @Path("/{type}")
    @Produces({MediaType.APPLICATION_JSON, SCHEMA_JSON})
    @APIResponseSchema(value = Object.class, responseDescription = "The JSON Schema")
    @Operation(operationId = "getSchema", summary = "The schema of a type as it was put; its version is the ETag")
    public Response get(@PathParam("type") String type) {
        TypeSchema schema = store.all().get(type);
        if (schema == null) {
            throw unknown();
        }
        return Response.ok(schema.stored().schema())
                .tag(new EntityTag(String.valueOf(schema.stored().version())))
                .build();
    }

    @PUT
    @Needs(Role.ADMIN)
    @Path("/{type}")
    @Consumes({MediaType.APPLICATION_JSON, SCHEMA_JSON})
    @APIResponseSchema(value = SchemaAnswer.class, responseCode = "200", responseDescription = "In force, or tried")
    @Operation(
            operationId = "putSchema",
            summary = "Put the JSON Schema 2020-12 of a type in force on all replicas",
            description = "Answers what it would have said to the newest accepted events of the type."
                    + " The keyword x-pulso-value at its root is the JSON pointer into data of the number to sum."
                    + " dryRun=true changes nothing; compatible=true refuses what would reject an accepted event.")
    public Response put(
            @PathParam("type") String type,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("compatible") @DefaultValue("false") boolean compatible,
            @RequestBody(required = true) InputStream body) {
        JsonNode document = document(body);
        SchemaAnswer proposal = store.propose(type, document);
        Compatibility found = proposal.compatibility();
        if (dryRun) {
            return Response.ok(new SchemaAnswer(
                            type, proposal.version(), proposal.valueField(), proposal.updatedAt(), false, found))
                    .build();
        }
        if (compatible && found.rejected() > 0) {
            throw new ProblemException(
                    ProblemType.INCOMPATIBLE_SCHEMA,
                    "it would reject %d of the newest %d accepted events; dryRun=true shows which"
                            .formatted(found.rejected(), found.examined()));
        }
        store.put(proposal, document);
        return Response.status(proposal.version() == 1 && proposal.changed() ? 201 : 200)
                .entity(proposal)
                .tag(new EntityTag(String.valueOf(proposal.version())))
                .build();
    }

    @DELETE
    @Needs(Role.ADMIN)
    @Path("/{type}")
    @Operation(operationId = "deleteSchema", summary = "Let events of a type through unchecked from now on")
    public void delete(@PathParam("type") String type) {
        if (!store.delete(type)) {
            throw unknown();
        }
    }

    private JsonNode document(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(config.maxBytes() + 1);
            if (bytes.length > config.maxBytes()) {
                throw new ProblemException(
                        ProblemType.BODY_TOO_LARGE,
                        "a schema has at most " + config.maxBytes() + " bytes (pulso.schemas.max-bytes)");
            }
            JsonNode document = DOCUMENT.readTree(bytes);
            if (document == null || document.isMissingNode()) {
                throw new ProblemException(ProblemType.EMPTY_BODY, "send the schema as the body");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "the schema is not JSON");
        } catch (IOException e) {
            throw new ProblemException(ProblemType.TOO_SLOW, "the body did not arrive");
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "this type has no schema");
    }
}
