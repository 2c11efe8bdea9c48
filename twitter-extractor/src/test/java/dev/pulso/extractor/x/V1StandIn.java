package dev.pulso.extractor.x;

import dev.pulso.extractor.live.HttpStandIn;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The search of the API v1.1 of our own; a script for each answer that is not the usual one. */
final class V1StandIn implements AutoCloseable {
    static final String SEARCH = "GET /1.1/search/tweets.json?";

    /** Statuses by id. */
    final Map<Long, String> statuses = new ConcurrentSkipListMap<>(Comparator.reverseOrder());

    final HttpStandIn http;
    private final Deque<Consumer<HttpServerRequest>> scripts = new ArrayDeque<>();

    @SafeVarargs
    V1StandIn(Consumer<HttpServerRequest>... scripts) throws Exception {
        this.scripts.addAll(List.of(scripts));
        this.http = new HttpStandIn((request, body) -> {
            if (request.path().equals("/oauth2/token")) {
                HttpStandIn.json(request, 200, "{\"token_type\":\"bearer\",\"access_token\":\"made%2Fof+key%3D\"}");
                return;
            }
            Consumer<HttpServerRequest> script = this.scripts.poll();
            if (script == null) {
                search(request);
            } else {
                script.accept(request);
            }
        });
    }

    URI api() {
        return http.address().resolve("/1.1/");
    }

    void add(int from, int to) {
        for (long id = from; id < to; id++) {
            statuses.put(id, status(id));
        }
    }

    void search(HttpServerRequest request) {
        long since = Long.parseLong(request.getParam("since_id", "0"));
        long upTo = Long.parseLong(request.getParam("max_id", Long.toString(Long.MAX_VALUE)));
        String found = statuses.entrySet().stream()
                .filter(status -> status.getKey() > since && status.getKey() <= upTo)
                .limit(Long.parseLong(request.getParam("count")))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
        HttpStandIn.json(request, 200, """
                {"statuses":[%s],"search_metadata":{"completed_in":0.1,"max_id":9,"since_id":0,"count":100,"query":"q"}}""".formatted(found));
    }

    static String status(long id) {
        return """
                {"created_at":"Wed Jan 07 11:06:08 +0000 2015","id":%1$d,"id_str":"%1$d","full_text":"#Cats %1$d","lang":"en",\
                "entities":{"hashtags":[{"text":"Cats","indices":[0,5]}],"user_mentions":[],"urls":[],"symbols":[]},\
                "user":{"id":7,"id_str":"7","followers_count":3,"friends_count":4,"statuses_count":5}}""".formatted(id);
    }

    static Consumer<HttpServerRequest> refuses(int status, String... headers) {
        return request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            HttpStandIn.json(request, status, "{\"errors\":[{\"code\":1,\"message\":\"no\"}]}");
        };
    }

    @Override
    public void close() throws Exception {
        http.close();
    }
}
