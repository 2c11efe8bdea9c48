package dev.pulso.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Sends a file of posts to twitter-extractor and follows what becomes of it. */
public final class Replay {
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");
    private static final int POLL_MILLIS = 500;

    private final Api api;
    private final String extractorUrl;

    public Replay(Api api, String extractorUrl) {
        this.api = api;
        this.extractorUrl = extractorUrl;
    }

    /**
     * Streams the file and waits for the end of the replay.
     *
     * @param options query parameters of {@code POST /v1/replays}
     * @param progress hears every state on the way
     * @return the last state
     */
    public JsonNode run(Path file, Map<String, String> options, Consumer<JsonNode> progress)
            throws FileNotFoundException {
        return follow(start(BodyPublishers.ofFile(file), options), progress);
    }

    JsonNode run(String lines, Map<String, String> options) {
        return follow(start(BodyPublishers.ofString(lines), options), state -> {});
    }

    private String start(BodyPublisher body, Map<String, String> options) {
        String url = extractorUrl + "/v1/replays?" + Api.query(options);
        return api.post(url, "application/octet-stream", body).path("id").asText();
    }

    private JsonNode follow(String id, Consumer<JsonNode> progress) {
        while (true) {
            JsonNode state = api.get(extractorUrl + "/v1/replays/" + id);
            progress.accept(state);
            if (ENDED.contains(state.path("state").asText())) {
                return state;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException("waiting for replay " + id + " was interrupted");
            }
        }
    }
}
