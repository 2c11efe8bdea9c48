package dev.pulso.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.ingest.Broker;
import dev.pulso.ingest.Door;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.problem.ProblemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Broker.class)
class OpenApiTest {
    @TestHTTPResource
    URI base;

    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        Door.Reply reply = Door.open(base).get("q/openapi?format=json");
        document = reply.json();
        // For the linters, and for eyes.
        Files.write(Path.of("target", "openapi.json"), reply.raw().body());
    }

    @Test
    void shouldShowAnExampleOfEveryError() {
        Set<String> codes = new HashSet<>();
        document.findValues("examples")
                .forEach(examples -> examples.fieldNames().forEachRemaining(codes::add));
        for (ProblemType type : ProblemType.values()) {
            assertThat(codes).contains(type.with("").code());
        }
        for (EventFault fault : EventFault.values()) {
            assertThat(codes).contains(fault.code());
        }
    }

    @Test
    void shouldDescribeEveryOperation() {
        List<String> operations = new ArrayList<>();
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId")) {
                        operations.add(operation.get("operationId").asText());
                        assertThat(operation.get("summary").asText()).isNotBlank();
                        for (String status : List.of("401", "403", "429", "500", "503")) {
                            assertThat(operation.get("responses").has(status))
                                    .as(operation.get("operationId") + " " + status)
                                    .isTrue();
                        }
                        operation
                                .get("responses")
                                .forEach(response -> assertThat(
                                                response.get("description").asText())
                                        .isNotBlank());
                    }
                }));
        assertThat(operations)
                .contains(
                        "postEvents",
                        "validateEvents",
                        "listSchemas",
                        "getSchema",
                        "putSchema",
                        "deleteSchema",
                        "listRejected",
                        "getRejected",
                        "replayRejected");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
    }

    @Test
    void shouldReferToWhatIsThere() {
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).isNotEmpty();
        for (JsonNode reference : references) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }
}
