package dev.pulso.extractor.mastodon;

import dev.pulso.extractor.live.HttpStandIn;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An instance of our own: a timeline, and a script for each connection to its streams; the last one stays. */
final class InstanceStandIn implements AutoCloseable {
    static final long FIRST_ID = 117_024_248_092_393_661L;

    final List<Long> timeline = new CopyOnWriteArrayList<>();
    final HttpStandIn http;
    volatile String configuration = "";
    volatile LongPredicate shown = id -> true;
    volatile int timelineStatus = 200;
    private final Deque<Consumer<HttpServerRequest>> scripts = new ConcurrentLinkedDeque<>();

    @SafeVarargs
    InstanceStandIn(Consumer<HttpServerRequest>... scripts) throws Exception {
        this.scripts.addAll(List.of(scripts));
        this.http = new HttpStandIn(this::serve);
    }

    URI address() {
        return http.address();
    }

    private void serve(HttpServerRequest request, String body) {
        if (request.path().equals("/api/v2/instance")) {
            HttpStandIn.json(
                    request, 200, """
                    {"configuration":{"urls":{"streaming":"%s"}%s}}""".formatted(address().toString().replaceFirst("^http", "ws"), configuration));
        } else if (request.path().startsWith("/api/v1/streaming/")) {
            (scripts.size() > 1 ? scripts.removeFirst() : scripts.getFirst()).accept(request);
        } else if (timelineStatus != 200) {
            HttpStandIn.json(request, timelineStatus, "{\"error\":\"no\"}");
        } else {
            long minId = Long.parseLong(request.getParam("min_id", "0"));
            HttpStandIn.json(
                    request,
                    200,
                    timeline.stream()
                            .filter(id -> id > minId && shown.test(id))
                            .sorted()
                            .limit(40)
                            .sorted(Comparator.reverseOrder())
                            .map(InstanceStandIn::status)
                            .collect(Collectors.joining(",", "[", "]")));
        }
    }

    /** The id of the status with a number; a second lies between two. */
    static long id(int number) {
        return FIRST_ID + (number * 1000L << 16);
    }

    static int number(long id) {
        return (int) ((id - FIRST_ID >> 16) / 1000);
    }

    static String uri(long id) {
        return "https://example.org/statuses/" + id;
    }

    static String status(long id) {
        return """
                {"id":"%1$d","created_at":"2026-08-02T05:25:16.840Z","visibility":"public","language":"en",\
                "uri":"%2$s","url":"%2$s","edited_at":null,"content":"<p>#Cats</p>","tags":[{"name":"Cats"}],\
                "account":{"acct":"a","uri":"https://example.org/a","noindex":false}}""".formatted(id, uri(id));
    }

    static String update(long id) {
        return event("update", status(id));
    }

    static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    static String updates(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> update(id(i))).collect(Collectors.joining());
    }

    static Consumer<HttpServerRequest> sends(String... pieces) {
        return request -> HttpStandIn.stream(request, pieces);
    }

    static Consumer<HttpServerRequest> sendsAndEnds(String... pieces) {
        return request -> HttpStandIn.stream(request, pieces).end();
    }

    static Consumer<HttpServerRequest> answers(int status) {
        return request -> HttpStandIn.json(request, status, "{}");
    }

    @Override
    public void close() throws Exception {
        http.close();
    }
}
