package dev.pulso.ingest.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Writes into the document which answers tell what is left of a quota: all that somebody with a key gets. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP, priority = RateLimits.AFTER_THE_ANSWERS)
public class RateLimits implements OASFilter {
    /** {@link ErrorExamples} has the default of 1, and goes first. */
    static final int AFTER_THE_ANSWERS = 0;

    private static final int LONGEST = 100;

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(RateLimits::describe));
    }

    private static void describe(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") || status.startsWith("4")) {
                response.addHeader(
                        "RateLimit",
                        OASFactory.createHeader()
                                .description("What is left of the key's quota and in how many seconds it is renewed;"
                                        + " for keys that have one. Beside it: RateLimit-Policy, and RateLimit-Limit,"
                                        + " -Remaining and -Reset for older clients.")
                                .schema(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.STRING)
                                        .maxLength(LONGEST))
                                .example("\"events\";r=48;t=1"));
            }
        });
    }
}
