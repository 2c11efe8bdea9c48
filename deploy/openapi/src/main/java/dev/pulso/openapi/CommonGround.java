package dev.pulso.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Completes the document of a service with what is the same in all of them: who may call, what the gate and an accident
 * answer, and how large values are. What the document of a service says itself is left alone.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP, priority = CommonGround.LAST)
public final class CommonGround implements OASFilter {
    /** After the filters of the services: filters run from high to low. */
    static final int LAST = -1_000;

    private static final String PROBLEM = "application/problem+json";
    private static final Map<String, String> ANYWHERE = Map.of(
            "401", "There is no key, or none that is known; asked for only where the service has keys or an issuer",
            "403", "The key is not for this",
            "500", "The service failed; its log tells why");

    @Override
    public Schema filterSchema(Schema schema) {
        Bounds.complete(schema);
        return schema;
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        Bounds.completeParameter(parameter.getSchema());
        return parameter;
    }

    @Override
    public RequestBody filterRequestBody(RequestBody body) {
        completeBody(body.getContent());
        return body;
    }

    @Override
    public APIResponse filterAPIResponse(APIResponse response) {
        completeBody(response.getContent());
        return response;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getInfo() != null && document.getInfo().getLicense() == null) {
            document.getInfo()
                    .license(OASFactory.createLicense()
                            .name("Apache 2.0")
                            .url("https://www.apache.org/licenses/LICENSE-2.0.html"));
        }
        if (document.getServers() == null || document.getServers().isEmpty()) {
            document.addServer(OASFactory.createServer()
                    .url("/")
                    .description("The service that this document was read from, local or in production")
                    .addExtension("x-internal", true));
        }
        secure(document);
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths()
                    .getPathItems()
                    .values()
                    .forEach(path -> path.getOperations()
                            .values()
                            .forEach(operation -> answerAnywhere(operation.getResponses())));
        }
    }

    private static void secure(OpenAPI document) {
        Components components =
                document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        document.setComponents(components);
        if (components.getSchemas() == null || !components.getSchemas().containsKey("Problem")) {
            components.addSchema("Problem", problem());
        }
        if (components.getSecuritySchemes() == null) {
            components.addSecurityScheme(
                    "bearer",
                    OASFactory.createSecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .description("A key, or a token of the issuer. Not asked for where the service has neither;"
                                    + " it listens on loopback only then."));
            components.addSecurityScheme(
                    "apiKey",
                    OASFactory.createSecurityScheme()
                            .type(SecurityScheme.Type.APIKEY)
                            .in(SecurityScheme.In.HEADER)
                            .name("X-API-Key")
                            .description("The same key, for clients that cannot set Authorization."));
        }
        if (document.getSecurity() == null || document.getSecurity().isEmpty()) {
            document.setSecurity(List.of(
                    OASFactory.createSecurityRequirement().addScheme("bearer"),
                    OASFactory.createSecurityRequirement().addScheme("apiKey"),
                    OASFactory.createSecurityRequirement()));
        }
    }

    private static void answerAnywhere(@Nullable APIResponses responses) {
        if (responses == null) {
            return;
        }
        ANYWHERE.forEach((status, description) -> {
            if (!responses.hasAPIResponse(status)) {
                responses.addAPIResponse(
                        status,
                        OASFactory.createAPIResponse()
                                .description(description)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                PROBLEM,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/Problem")))));
            }
        });
    }

    private static Schema problem() {
        Schema text =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(Bounds.TEXT);
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457")
                .required(List.of("type", "title", "status", "code"))
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .format("int32")
                                .minimum(BigDecimal.valueOf(400))
                                .maximum(BigDecimal.valueOf(599)))
                .addProperty("code", text)
                .addProperty("detail", text);
    }

    private static void completeBody(@Nullable Content content) {
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().values().forEach(media -> Bounds.completeBody(media.getSchema()));
        }
    }
}
