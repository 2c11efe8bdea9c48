package dev.pulso.bench.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of the live stream that does what the contract asks of one: comes back by itself with {@code Last-Event-ID},
 * keeps of each key the value of the highest version, and starts anew with each snapshot.
 */
public final class StreamWatch implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Supplier<String> address;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private final Map<String, Integer> gaps = new ConcurrentSkipListMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger contradictions = new AtomicInteger();
    private final Thread reader = new Thread(this::run, "stream-watch");
    private volatile @Nullable String lastId;
    private volatile @Nullable InputStream open;
    private volatile long lastChange;
    private volatile long lastRead = System.nanoTime();
    private volatile boolean closed;

    /**
     * The latest known state of one key.
     *
     * @param view {@code hashtags} or {@code activity}
     * @param version grows with every change
     * @param row the data of the message
     */
    public record Item(String view, long version, JsonNode row) {}

    /** @param address base URL of a dashboard-service, asked at every connection */
    public StreamWatch(Supplier<String> address) {
        this.address = address;
    }

    public void start() {
        reader.setDaemon(true);
        reader.start();
        Thread guard = new Thread(this::cutSilentConnections, "stream-watch-guard");
        guard.setDaemon(true);
        guard.start();
    }

    /** The rows of a view, by key. */
    public Map<String, Item> items() {
        return Map.copyOf(items);
    }

    /** How often each reason of a gap was told. */
    public Map<String, Integer> gaps() {
        return Map.copyOf(gaps);
    }

    public int connections() {
        return connections.get();
    }

    /** How often a key came with the version known and another count: never, if all is well. */
    public int contradictions() {
        return contradictions.get();
    }

    /** When the last change or snapshot came, {@link System#nanoTime()}. */
    public long lastChange() {
        return lastChange;
    }

    @Override
    public void close() {
        closed = true;
        cut();
        reader.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                connect();
            } catch (IOException | IllegalArgumentException | IllegalStateException e) {
                // Comes back as EventSource does, after its default pause.
            } catch (InterruptedException e) {
                return;
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address.get() + "/v1/stream?views=hashtags,activity"))
                .header("Accept", "text/event-stream");
        String id = lastId;
        if (id != null) {
            request.header("Last-Event-ID", id);
        }
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            open = body;
            if (response.statusCode() == 200) {
                connections.incrementAndGet();
                read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
            }
        } finally {
            open = null;
        }
    }

    private void read(BufferedReader lines) throws IOException {
        String event = "";
        String id = null;
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            lastRead = System.nanoTime();
            if (line.isEmpty()) {
                take(event, data.toString());
                lastId = id == null ? lastId : id;
                event = "";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            }
        }
    }

    private void take(String event, String data) throws IOException {
        switch (event) {
            case "snapshot" -> {
                JsonNode views = JSON.readTree(data).path("views");
                items.clear();
                views.fields().forEachRemaining(view -> keep(view.getKey(), view.getValue()));
                lastChange = System.nanoTime();
            }
            case "change" -> {
                JsonNode change = JSON.readTree(data);
                keep(change.path("view").asText(), change.path("items"));
                lastChange = System.nanoTime();
            }
            case "gap" -> gaps.merge(JSON.readTree(data).path("reason").asText(), 1, Integer::sum);
            default -> {
                // Heartbeats, and events that a later version may add.
            }
        }
    }

    private void keep(String view, JsonNode rows) {
        for (JsonNode row : rows) {
            String key = key(view, row);
            Item next = new Item(view, row.path("version").asLong(), row);
            Item before = items.get(key);
            if (before == null || before.version() < next.version()) {
                items.put(key, next);
            } else if (before.version() == next.version() && count(before.row()) != count(row)) {
                contradictions.incrementAndGet();
            }
        }
    }

    private static long count(JsonNode row) {
        return row.path("posts").asLong() + row.path("events").asLong();
    }

    private static String key(String view, JsonNode row) {
        String rest = view.equals("hashtags")
                ? row.path("tag").asText() + "|" + row.path("network").asText() + "|"
                        + row.path("lang").asText()
                : row.path("type").asText() + "|" + row.path("source").asText();
        return view + "|" + row.path("windowStart").asText() + "|" + rest;
    }

    /** A heartbeat comes every 5 s: whoever hears nothing for four times as long has lost the connection. */
    private void cutSilentConnections() {
        while (!closed) {
            if (System.nanoTime() - lastRead > SILENCE.toNanos()) {
                cut();
                lastRead = System.nanoTime();
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void cut() {
        InputStream body = open;
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                // Gone already.
            }
        }
    }
}
