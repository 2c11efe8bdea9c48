package dev.pulso.local.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens to the dashboard's Server-Sent Events and remembers which of the wanted words went by. */
final class EventStream implements AutoCloseable {
    private final InputStream body;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> wanted;

    private EventStream(InputStream body, Set<String> wanted) {
        this.body = body;
        this.wanted = wanted;
    }

    static EventStream open(Api api, String url, Set<String> wanted) {
        try {
            HttpRequest request =
                    api.request(url).header("Accept", "text/event-stream").build();
            HttpResponse<InputStream> response = api.client().send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new ApiException("GET " + url + " answers " + response.statusCode());
            }
            EventStream stream = new EventStream(response.body(), wanted);
            Thread reader = new Thread(stream::read, "event-stream");
            reader.setDaemon(true);
            reader.start();
            return stream;
        } catch (IOException e) {
            throw new ApiException("GET " + url + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("GET " + url + " was interrupted");
        }
    }

    boolean hasSeen(String word) {
        return seen.contains(word);
    }

    private void read() {
        try (Scanner lines = new Scanner(body, "UTF-8").useDelimiter("\n")) {
            while (lines.hasNext()) {
                String line = lines.next();
                wanted.stream().filter(line::contains).forEach(seen::add);
            }
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The other side hung up first.
        }
    }
}
