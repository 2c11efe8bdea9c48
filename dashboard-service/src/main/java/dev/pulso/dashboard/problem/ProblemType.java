package dev.pulso.dashboard.problem;

import io.vertx.core.json.JsonObject;

/** Everything that can go wrong here, as callers see it (RFC 9457). Codes are stable. */
public enum ProblemType {
    UNKNOWN_VIEW("unknown-view", "There is no such view", 400),
    CROSS_ORIGIN("cross-origin", "Changes are accepted from this page's own origin only", 403),
    NOT_FOUND("not-found", "There is nothing at this address", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This address does not know that method", 405),
    NOT_CAUGHT_UP("not-caught-up", "The live view is still reading what happened before", 503),
    TOO_MANY_CLIENTS("too-many-clients", "This replica serves as many streams as it may", 503),
    UPSTREAM_AWAY("upstream-away", "The service behind this address does not answer", 502),
    UPSTREAM_SLOW("upstream-slow", "The service behind this address took too long", 504);

    public static final String MEDIA_TYPE = "application/problem+json";

    private final String code;
    private final String title;
    private final int status;

    ProblemType(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The body. {@code detail} names the value at fault, never an exception. */
    public JsonObject body(String detail) {
        return new JsonObject()
                .put("type", "urn:pulso:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
    }
}
