package dev.pulso.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, without ceremony. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final @Nullable Path keyFile;

    /** For a Pulso that asks nobody for a key. */
    public Api() {
        this.keyFile = null;
    }

    /** With the key of that Pulso, if it asks for one. */
    public Api(Settings settings) {
        this.keyFile = settings.secure() ? settings.adminKey() : null;
    }

    /** @throws ApiException if the answer is no 2xx or does not come */
    public JsonNode get(String url) {
        return send(request(url).timeout(TIMEOUT).build());
    }

    public JsonNode post(String url, String contentType, BodyPublisher body) {
        return send(request(url).header("Content-Type", contentType).POST(body).build());
    }

    public JsonNode putJson(String url, Object body) {
        return send(request(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json(body)))
                .build());
    }

    public static String json(Object body) {
        return JSON.valueToTree(body).toString();
    }

    /** {@code a=b&c=d}, escaped. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> escaped(each.getKey()) + "=" + escaped(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    HttpClient client() {
        return client;
    }

    /** A request with the key where one is asked for. */
    HttpRequest.Builder request(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (keyFile != null) {
            try {
                request.header("X-API-Key", Files.readString(keyFile).strip());
            } catch (IOException e) {
                throw new ApiException("the key cannot be read: " + keyFile);
            }
        }
        return request;
    }

    private JsonNode send(HttpRequest request) {
        String what = request.method() + " " + request.uri();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_ERROR) {
                throw new ApiException(what + " answers " + response.statusCode() + " " + reason(response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new ApiException(what + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(what + " was interrupted");
        }
    }

    /** Code and detail of a problem document. */
    private static String reason(String body) throws IOException {
        if (!body.startsWith("{")) {
            return "";
        }
        JsonNode problem = JSON.readTree(body);
        return problem.path("code").asText("") + " "
                + problem.path("detail").asText(problem.path("title").asText(""));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
