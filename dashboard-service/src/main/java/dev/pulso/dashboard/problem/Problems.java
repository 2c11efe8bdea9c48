package dev.pulso.dashboard.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Answers a call with a problem. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    public static void answer(RoutingContext call, ProblemType type, String detail) {
        HttpServerResponse response = call.response();
        response.setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemType.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(type.body(detail).toBuffer())
                .onFailure(Problems::notSent);
    }

    /** @param retryAfter seconds */
    public static void answer(RoutingContext call, ProblemType type, int retryAfter, String detail) {
        call.response().putHeader("Retry-After", String.valueOf(retryAfter));
        answer(call, type, detail);
    }

    /** The client is gone, as clients may; nobody is left to be told. */
    public static void notSent(Throwable gone) {
        LOG.debugf("answer not sent reason=%s", gone);
    }
}
