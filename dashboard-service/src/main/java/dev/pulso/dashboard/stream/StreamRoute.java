package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.View;
import dev.pulso.dashboard.problem.ProblemType;
import dev.pulso.dashboard.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/stream?views=…}. */
public final class StreamRoute {
    private static final String PATH = "/v1/stream";
    /** Seconds; reading the look-back takes about that long. */
    private static final int RETRY_CATCHING_UP = 1;
    /** Seconds; long enough for the next replica to be tried first. */
    private static final int RETRY_FULL = 10;

    private final Broadcaster broadcaster;

    public StreamRoute(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    public void mount(Router router) {
        router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::open);
        router.route(PATH).handler(call -> {
            call.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            Problems.answer(
                    call,
                    ProblemType.METHOD_NOT_ALLOWED,
                    call.request().method().name());
        });
    }

    private void open(RoutingContext call) {
        HttpServerRequest request = call.request();
        Optional<Set<View>> views = views(request.getParam("views"));
        if (views.isEmpty()) {
            Problems.answer(call, ProblemType.UNKNOWN_VIEW, "views takes some of " + names());
        } else if (!broadcaster.isReady()) {
            Problems.answer(call, ProblemType.NOT_CAUGHT_UP, RETRY_CATCHING_UP, "try again in a moment");
        } else if (request.method().equals(HttpMethod.HEAD)) {
            announced(request.response()).end().onFailure(Problems::notSent);
        } else if (!broadcaster.admit()) {
            String limit = broadcaster.maxClients() + " streams are open";
            Problems.answer(call, ProblemType.TOO_MANY_CLIENTS, RETRY_FULL, limit);
        } else {
            announced(request.response()).setChunked(true);
            broadcaster.join(request, views.get(), lastEventId(request));
        }
    }

    private static HttpServerResponse announced(HttpServerResponse response) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                // Each client would need a compressor of its own, and the shared bytes would be shared no more.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
    }

    /** The parameter serves clients that make a new connection themselves: they cannot set the header in a browser. */
    private static @Nullable String lastEventId(HttpServerRequest request) {
        String header = request.getHeader("Last-Event-ID");
        return header != null ? header : request.getParam("lastEventId");
    }

    private static Optional<Set<View>> views(@Nullable String parameter) {
        if (parameter == null || parameter.isBlank()) {
            return Optional.of(View.all());
        }
        Set<View> views = EnumSet.noneOf(View.class);
        for (String name : parameter.split(",", -1)) {
            Optional<View> view = View.named(name.strip());
            if (view.isEmpty()) {
                return Optional.empty();
            }
            views.add(view.get());
        }
        return Optional.of(views);
    }

    private static String names() {
        return String.join(", ", View.all().stream().map(View::wireName).toList());
    }
}
