package dev.pulso.dashboard.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers a call with a problem. */
public final class Problems {
    private Problems() {}

    public static void answer(RoutingContext call, ProblemType type, String detail) {
        HttpServerResponse response = call.response();
        response.setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemType.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(type.body(detail).toBuffer())
                .onFailure(gone -> call.fail(gone));
    }

    /** @param retryAfter seconds */
    public static void answer(RoutingContext call, ProblemType type, int retryAfter, String detail) {
        call.response().putHeader("Retry-After", String.valueOf(retryAfter));
        answer(call, type, detail);
    }
}
