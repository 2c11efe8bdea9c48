package dev.pulso.dashboard.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client as a third party would write it: keeps the state of the hashtags view and where it is. */
public final class SseClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One event as it came. */
    public record Event(String id, String type, JsonNode data) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Map<String, Long> posts;
    private final InputStream body;
    private final @Nullable HttpResponse<InputStream> response;
    private volatile String lastId;

    private SseClient(
            InputStream body, @Nullable HttpResponse<InputStream> response, Map<String, Long> posts, String lastId) {
        this.body = body;
        this.response = response;
        this.posts = posts;
        this.lastId = lastId;
        Thread reader = new Thread(this::read, "sse-client");
        reader.setDaemon(true);
        reader.start();
    }

    public static SseClient open(String baseUrl, String views) {
        return open(baseUrl, views, "", new ConcurrentHashMap<>());
    }

    /** Takes what has come by another way; has neither status nor headers. */
    public static SseClient reading(InputStream body) {
        return new SseClient(body, null, new ConcurrentHashMap<>(), "");
    }

    /** Opens a new connection that goes on from here, at this replica or another. */
    public SseClient reopen(String baseUrl, String views) {
        close();
        return open(baseUrl, views, lastId, posts);
    }

    private static SseClient open(String baseUrl, String views, String lastId, Map<String, Long> posts) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/v1/stream?views=" + views));
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new SseClient(response.body(), response, posts, lastId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return Objects.requireNonNull(response).statusCode();
    }

    public String header(String name) {
        return Objects.requireNonNull(response).headers().firstValue(name).orElse("");
    }

    public List<Event> events() {
        return events;
    }

    public List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    public String lastId() {
        return lastId;
    }

    /** Posts by {@code windowStart|tag|network|lang}, as far as this client knows. */
    public Map<String, Long> posts() {
        return posts;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String type = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    take(new Event(id, type, MAPPER.readTree(data)));
                    id = "";
                }
            }
        } catch (IOException closed) {
            // The test has closed the stream, or the server has gone: what came before is what counts.
        }
    }

    private void take(Event event) {
        if (event.type().equals("snapshot")) {
            posts.clear();
            event.data().at("/views/hashtags").forEach(this::put);
        } else if (event.type().equals("change")
                && event.data().get("view").asText().equals("hashtags")) {
            event.data().get("items").forEach(this::put);
        }
        lastId = event.id();
        events.add(event);
    }

    private void put(JsonNode row) {
        String key = row.get("windowStart").asText() + "|" + row.get("tag").asText() + "|"
                + row.get("network").asText() + "|" + row.get("lang").asText();
        posts.put(key, row.get("posts").asLong());
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException alreadyGone) {
            // Closed twice, or by the server.
        }
    }
}
