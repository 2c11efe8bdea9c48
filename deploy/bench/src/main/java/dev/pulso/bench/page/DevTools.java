package dev.pulso.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The Chrome DevTools Protocol of one tab: commands and their answers. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final JsonMapper json = new JsonMapper();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    DevTools(HttpClient http, URI tab) {
        socket = http.newWebSocketBuilder().buildAsync(tab, this).join();
    }

    /** Sends a command and waits for its answer. */
    JsonNode send(String method, Map<String, ?> params) throws IOException {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        String command = json.writeValueAsString(Map.of("id", id, "method", method, "params", params));
        JsonNode told = socket.sendText(command, true)
                .thenCompose(sent -> answer)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        if (told.has("error")) {
            throw new IOException(method + ": " + told.get("error"));
        }
        return told.get("result");
    }

    /** The value of an expression, a promise waited for. */
    JsonNode evaluate(String expression) throws IOException {
        JsonNode told =
                send("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (told.has("exceptionDetails")) {
            throw new IOException("the page threw " + told.get("exceptionDetails"));
        }
        return told.get("result").get("value");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String message) {
        try {
            JsonNode told = json.readTree(message);
            CompletableFuture<JsonNode> answer =
                    told.has("id") ? open.remove(told.get("id").asInt()) : null;
            if (answer != null) {
                answer.complete(told);
            }
        } catch (IOException e) {
            open.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
