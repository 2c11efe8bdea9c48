package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.ingest.Broker;
import dev.pulso.ingest.Door;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.http.impl.HttpMessageWriter;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDKs of CloudEvents for Java and JavaScript post to us as they come. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class SdkTest {
    private static final String DATA = "{\"amount\":1.5,\"text\":\"Grüße \\\"€\\\"\",\"list\":[1,null,true]}";
    private static final Path JAVASCRIPT = Path.of("target", "sdk-javascript");

    @TestHTTPResource("v1/events")
    URI events;

    @TestHTTPResource
    URI base;

    KafkaBroker broker;

    @BeforeEach
    void awaitReady() {
        Door.open(base);
    }

    @Test
    void shouldTakeEventsOfTheJavaSdk() throws Exception {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("java-1")
                .withSource(URI.create("/sdk/java"))
                .withType("sdk.test")
                .withSubject("customer 7")
                .withTime(OffsetDateTime.parse("2026-11-01T08:26:00Z"))
                .withExtension("comexample", "extension")
                .withData("application/json", DATA.getBytes(StandardCharsets.UTF_8))
                .build();
        check(posted(writer -> writer.writeBinary(event)), "java-1", "/sdk/java");
        check(posted(writer -> writer.writeStructured(event, JsonFormat.CONTENT_TYPE)), "java-1", "/sdk/java");
    }

    private interface Writing {
        void to(HttpMessageWriter writer);
    }

    private JsonNode posted(Writing writing) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) events.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        writing.to(HttpMessageFactory.createWriter(connection::setRequestProperty, body -> {
            try {
                connection.getOutputStream().write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        assertThat(connection.getResponseCode()).isEqualTo(202);
        return MessageCodec.mapper()
                .readTree(connection.getInputStream())
                .get("results")
                .get(0);
    }

    @Test
    void shouldTakeEventsOfTheJavaScriptSdk() throws Exception {
        install();
        List<JsonNode> results = new ArrayList<>();
        for (String line : run("node", "post.js", events.toString()).lines().toList()) {
            MessageCodec.mapper().readTree(line).get("results").forEach(results::add);
        }
        assertThat(results).hasSize(4);
        for (JsonNode result : results) {
            check(result, result.get("id").asText(), "/sdk/javascript");
        }
        assertThat(results.stream().map(result -> result.get("id").asText()))
                .containsExactly("js-binary", "js-structured", "js-batch-1", "js-batch-2");
    }

    /** What its lock file says, once for each build folder. */
    private static void install() throws Exception {
        assumeTrue(found("node") && found("npm"), "node and npm are not installed: the JavaScript SDK did not post");
        FileUtils.copyDirectory(Path.of("src", "test", "sdk-javascript").toFile(), JAVASCRIPT.toFile());
        if (!Files.exists(JAVASCRIPT.resolve("node_modules/cloudevents"))) {
            run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }

    private static boolean found(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws Exception {
        Path errors = JAVASCRIPT.resolve("errors.log");
        Process process = new ProcessBuilder(command)
                .directory(JAVASCRIPT.toFile())
                .redirectError(errors.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(() -> "%s: %s".formatted(String.join(" ", command), errors))
                .isZero();
        return said;
    }

    private void check(JsonNode result, String id, String source) throws IOException {
        JsonNode event = MessageCodec.mapper()
                .readTree(Door.record(broker.bootstrapServers(), Topics.EVENTS_NAME, result)
                        .value());
        assertThat(event.get("id").asText()).isEqualTo(id);
        assertThat(event.get("source").asText()).isEqualTo(source);
        assertThat(event.get("type").asText()).isEqualTo("sdk.test");
        assertThat(event.get("subject").asText()).isEqualTo("customer 7");
        assertThat(OffsetDateTime.parse(event.get("time").asText()))
                .isEqualTo(OffsetDateTime.parse("2026-11-01T08:26:00Z"));
        assertThat(event.get("comexample").asText()).isEqualTo("extension");
        assertThat(event.get("data")).isEqualTo(MessageCodec.mapper().readTree(DATA));
    }
}
