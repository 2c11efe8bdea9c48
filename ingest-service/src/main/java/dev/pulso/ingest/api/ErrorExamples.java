package dev.pulso.ingest.api;

import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.problem.Problem;
import dev.pulso.ingest.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Writes an example of every error into the document, out of the catalogues: none can be forgotten. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ErrorExamples implements OASFilter {
    private static final String JSON = "application/json";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(ErrorExamples::describe));
    }

    private static void describe(Operation operation) {
        @Nullable String id = operation.getOperationId();
        if (id == null) {
            return;
        }
        if (id.equals("postEvents") || id.equals("validateEvents")) {
            operation.setRequestBody(OASFactory.createRequestBody().ref("#/components/requestBodies/Events"));
            answers(operation, id.equals("validateEvents"));
        } else if (id.equals("replayRejected")) {
            operation.setRequestBody(OASFactory.createRequestBody().ref("#/components/requestBodies/MendedEvent"));
        }
        Map<Integer, List<ProblemType>> byStatus = new TreeMap<>();
        Catalogue.of(id)
                .forEach(type -> byStatus.computeIfAbsent(type.status(), one -> new ArrayList<>())
                        .add(type));
        byStatus.forEach((status, types) -> problem(operation, status, types));
    }

    private static void problem(Operation operation, int status, List<ProblemType> types) {
        MediaType media = OASFactory.createMediaType().schema(ref("Problem"));
        for (ProblemType type : types) {
            Problem problem = type.with(type.with("").title());
            media.addExample(
                    problem.code(),
                    OASFactory.createExample()
                            .summary(problem.title())
                            .value(Map.of(
                                    "type", problem.type(),
                                    "title", problem.title(),
                                    "status", problem.status(),
                                    "code", problem.code(),
                                    "detail", problem.detail())));
        }
        APIResponse response = response(operation, status);
        response.getContent().addMediaType(ProblemType.MEDIA_TYPE, media);
        if (status == ProblemType.QUOTA_EXCEEDED.status() || status == ProblemType.BROKER_AWAY.status()) {
            Header wait = OASFactory.createHeader()
                    .description("Seconds to wait.")
                    .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
            response.addHeader("Retry-After", wait);
        }
    }

    private static void answers(Operation operation, boolean dry) {
        MediaType accepted = media();
        accepted.addExample("accepted", OASFactory.createExample().value(answer("accepted", null)));
        MediaType rejected = media();
        MediaType retry = media();
        for (EventFault fault : EventFault.values()) {
            boolean again = fault == EventFault.BROKER_AWAY;
            (again ? retry : rejected)
                    .addExample(
                            fault.code(),
                            OASFactory.createExample().value(answer(again ? "retry" : "rejected", fault.example())));
        }
        if (dry) {
            rejected.addExample("accepted", OASFactory.createExample().value(answer("accepted", null)));
            response(operation, 200).getContent().addMediaType(JSON, rejected);
            return;
        }
        operation.getResponses().removeAPIResponse("200");
        response(operation, 202).getContent().addMediaType(JSON, accepted);
        response(operation, 207).getContent().addMediaType(JSON, rejected);
        response(operation, 422).getContent().addMediaType(JSON, rejected);
        response(operation, 503).getContent().addMediaType(JSON, retry);
    }

    private static Map<String, Object> answer(String status, @Nullable EventError error) {
        Map<String, Object> result = error == null
                ? Map.of("index", 0, "id", "order-1", "status", status, "partition", 2, "offset", 88214)
                : Map.of(
                        "index",
                        0,
                        "id",
                        "order-1",
                        "status",
                        status,
                        "error",
                        Map.of("code", error.fault().code(), "pointer", error.pointer(), "detail", error.detail()));
        return Map.of(
                "accepted", status.equals("accepted") ? 1 : 0,
                "rejected", status.equals("rejected") ? 1 : 0,
                "retry", status.equals("retry") ? 1 : 0,
                "results", List.of(result));
    }

    private static APIResponse response(Operation operation, int status) {
        String code = String.valueOf(status);
        @Nullable APIResponse known = operation.getResponses().getAPIResponse(code);
        APIResponse response = known == null ? OASFactory.createAPIResponse() : known;
        if (response.getDescription() == null || response.getDescription().isBlank()) {
            response.setDescription(Statuses.meaning(status));
        }
        if (response.getContent() == null) {
            Content none = OASFactory.createContent();
            response.setContent(none);
        }
        operation.getResponses().addAPIResponse(code, response);
        return response;
    }

    private static MediaType media() {
        return OASFactory.createMediaType().schema(ref("EventsAnswer"));
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }
}
