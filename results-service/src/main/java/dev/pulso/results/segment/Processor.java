package dev.pulso.results.segment;

import dev.pulso.results.problem.Problem;
import dev.pulso.results.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Passes orders on to spark-processor, and its answer back. */
@ApplicationScoped
class Processor {
    private static final Logger LOG = Logger.getLogger(Processor.class);
    private static final String PROBLEM = "application/problem+json";

    private final ProcessorConfig config;
    private final @Nullable String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Processor(ProcessorConfig config) {
        this.config = config;
        this.key = config.keyFile().map(Processor::read).orElse(null);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("PULSO_ORDERS_KEY_FILE names a file that cannot be read: " + file, e);
        }
    }

    /** @throws ProblemException if there is no answer, or one that says nothing */
    Response order(String name, String order, @Nullable String query, @Nullable String type, byte[] body) {
        return send(
                order,
                HttpRequest.newBuilder(UriBuilder.fromUri(config.url())
                                .path("/v1/segmentations/{name}/{order}")
                                .replaceQuery(query)
                                .build(name, order))
                        .header("Content-Type", type == null ? MediaType.APPLICATION_JSON : type)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    /** @throws ProblemException if there is no answer, or one that says nothing */
    Response erase(String name, String entity) {
        return send(
                "erase",
                HttpRequest.newBuilder(UriBuilder.fromUri(config.url())
                                .path("/v1/segmentations/{name}/members/{entity}")
                                .build(name, entity))
                        .DELETE());
    }

    private Response send(String order, HttpRequest.Builder request) {
        request.timeout(config.timeout()).header("Accept", MediaType.APPLICATION_JSON + ", " + PROBLEM);
        if (key != null) {
            request.header("X-API-Key", key);
        }
        try {
            return passOn(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            LOG.warnf("order=%s processor=away reason=%s", order, e.getClass().getSimpleName());
            throw ProblemException.of(Problem.PROCESSOR_UNAVAILABLE, "spark-processor does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(Problem.PROCESSOR_UNAVAILABLE, "the service is stopping");
        }
    }

    private static Response passOn(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        boolean problem = type.startsWith(PROBLEM);
        if (status == 404 && !problem) {
            throw ProblemException.notFound("spark-processor takes no such order");
        }
        if (status >= 300 && !problem) {
            throw ProblemException.of(Problem.PROCESSOR_UNAVAILABLE, "spark-processor answers with " + status);
        }
        Response.ResponseBuilder passed = Response.status(status);
        answer.headers().firstValue("Retry-After").ifPresent(value -> passed.header("Retry-After", value));
        boolean json = problem || type.startsWith(MediaType.APPLICATION_JSON);
        return json ? passed.entity(answer.body()).type(type).build() : passed.build();
    }
}
