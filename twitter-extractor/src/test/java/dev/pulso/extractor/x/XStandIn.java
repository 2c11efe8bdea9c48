package dev.pulso.extractor.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.extractor.live.HttpStandIn;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The X API v2 of our own: rules, search over a list of posts, and a script for each connection to the stream. */
final class XStandIn implements AutoCloseable {
    static final String STREAM = "GET /2/tweets/search/stream?";
    static final String SEARCH = "GET /2/tweets/search/recent?";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;
    private static final long STARTED = Instant.now().toEpochMilli();

    final Map<String, JsonNode> rules = new ConcurrentHashMap<>();
    final List<Long> posts = new CopyOnWriteArrayList<>();
    final ComplianceStandIn compliance = new ComplianceStandIn();
    final HttpStandIn http;
    volatile LongPredicate searchable = id -> true;
    volatile int searchStatus = 200;
    volatile int pageSize = 100;
    private final AtomicInteger ruleIds = new AtomicInteger(500);
    private final Deque<Consumer<HttpServerRequest>> scripts = new ConcurrentLinkedDeque<>();

    @SafeVarargs
    XStandIn(Consumer<HttpServerRequest>... scripts) throws Exception {
        this.scripts.addAll(List.of(scripts));
        this.http = new HttpStandIn((request, body) -> {
            try {
                serve(request, body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    URI address() {
        return http.address();
    }

    private void serve(HttpServerRequest request, String body) throws IOException {
        if (compliance.serves(request)) {
            compliance.serve(request, body, address());
            return;
        }
        switch (request.method() + " " + request.path()) {
            case "GET /2/tweets/search/stream/rules" ->
                HttpStandIn.json(request, 200, "{\"data\":" + JSON.writeValueAsString(rules.values()) + "}");
            case "POST /2/tweets/search/stream/rules" -> change(request, JSON.readTree(body));
            case "GET /2/tweets/search/stream" ->
                (scripts.size() > 1 ? scripts.removeFirst() : scripts.getFirst()).accept(request);
            case "GET /2/tweets/search/recent" -> search(request);
            case "POST /oauth2/token" ->
                HttpStandIn.json(request, 200, "{\"token_type\":\"bearer\",\"access_token\":\"made%2Fof+key%3D\"}");
            default -> HttpStandIn.json(request, 200, "{}");
        }
    }

    private void change(HttpServerRequest request, JsonNode body) {
        for (JsonNode rule : body.path("add")) {
            if (rule.path("value").asText().contains("((")) {
                HttpStandIn.json(request, 400, """
                        {"errors":[{"value":"%s","details":["no viable alternative"],"title":"UnprocessableEntity"}]}""".formatted(rule.path("value").asText()));
                return;
            }
        }
        StringJoiner twice = new StringJoiner(",");
        for (JsonNode rule : body.path("add")) {
            String value = rule.path("value").asText();
            if (rules.values().stream()
                    .anyMatch(known -> known.path("value").asText().equals(value))) {
                twice.add("{\"value\":\"%s\",\"id\":\"1\",\"title\":\"DuplicateRule\"}"
                        .formatted(value.replace("\"", "")));
            } else if (request.getParam("dry_run") == null) {
                addRule(value, rule.path("tag").asText());
            }
        }
        if (request.getParam("dry_run") == null) {
            body.path("delete").path("ids").forEach(id -> rules.remove(id.asText()));
        }
        HttpStandIn.json(request, body.has("add") ? 201 : 200, "{\"meta\":{},\"errors\":[" + twice + "]}");
    }

    String addRule(String value, String tag) {
        String id = Integer.toString(ruleIds.incrementAndGet());
        rules.put(id, JSON.createObjectNode().put("id", id).put("value", value).put("tag", tag));
        return id;
    }

    private void search(HttpServerRequest request) {
        if (searchStatus != 200) {
            HttpStandIn.json(request, searchStatus, "{\"title\":\"no\"}");
            return;
        }
        long since = Long.parseLong(request.getParam("since_id", "0"));
        int from = Integer.parseInt(request.getParam("next_token", "0"));
        int size = Math.min(pageSize, Integer.parseInt(request.getParam("max_results")));
        List<Long> found = posts.stream()
                .filter(id -> id > since && searchable.test(id))
                .sorted(Comparator.reverseOrder())
                .toList();
        List<Long> page = found.subList(Math.min(from, found.size()), Math.min(from + size, found.size()));
        String next = from + size < found.size() ? ",\"next_token\":\"" + (from + size) + "\"" : "";
        HttpStandIn.json(request, 200, """
                {"data":[%s],"meta":{"result_count":%d%s}}""".formatted(
                        page.stream().map(XStandIn::post).collect(Collectors.joining(",")), page.size(), next));
    }

    /** The id of the post with a number, written that many seconds after the tests began. */
    static long id(int number) {
        return (STARTED - SNOWFLAKE_EPOCH + number * 1000L) << 22;
    }

    static int number(long id) {
        return (int) (((id >> 22) + SNOWFLAKE_EPOCH - STARTED) / 1000);
    }

    static String post(long id) {
        return """
                {"id":"%1$d","text":"#Cats %1$d","author_id":"7","lang":"en","edit_history_tweet_ids":["%1$d"],\
                "entities":{"hashtags":[{"tag":"Cats"}]}}""".formatted(id).replace("\n", "");
    }

    static String line(long id, String rule) {
        return "{\"data\":" + post(id) + ",\"matching_rules\":[{\"id\":\"" + rule + "\",\"tag\":\"t\"}]}\r\n";
    }

    static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> line(id(i), "501")).collect(Collectors.joining());
    }

    static Consumer<HttpServerRequest> sends(String... pieces) {
        return request -> HttpStandIn.stream(request, pieces);
    }

    /** With keep-alives so often that a source never waits for one. */
    static Consumer<HttpServerRequest> sendsAndStaysAwake(String... pieces) {
        return request -> {
            HttpServerResponse response = HttpStandIn.stream(request, pieces);
            Vertx vertx = Vertx.currentContext().owner();
            vertx.setPeriodic(20, timer -> {
                if (response.closed()) {
                    vertx.cancelTimer(timer);
                } else {
                    response.write("\r\n");
                }
            });
        };
    }

    static Consumer<HttpServerRequest> sendsAndEnds(String... pieces) {
        return request -> HttpStandIn.stream(request, pieces).end();
    }

    static Consumer<HttpServerRequest> answers(int status, String body, String... headers) {
        return request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            HttpStandIn.json(request, status, body);
        };
    }

    @Override
    public void close() throws Exception {
        http.close();
    }
}
