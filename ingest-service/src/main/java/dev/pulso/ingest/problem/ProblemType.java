package dev.pulso.ingest.problem;

/** Everything that can go wrong with a request as a whole, as callers see it (RFC 9457). Codes are stable. */
public enum ProblemType {
    EMPTY_BODY("empty-body", "The body is empty", 400),
    MALFORMED_BODY("malformed-body", "The body cannot be read as its media type says", 400),
    INVALID_PARAMETER("invalid-parameter", "A parameter does not fit", 400),
    BAD_REQUEST("bad-request", "The request cannot be understood", 400),
    UNAUTHORIZED("unauthorized", "There is no key, or none that is known", 401),
    FORBIDDEN("forbidden", "The key is not for this", 403),
    NOT_FOUND("not-found", "There is nothing at this address", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This address does not know that method", 405),
    INCOMPATIBLE_SCHEMA("incompatible-schema", "The schema would reject events that were accepted", 409),
    NOT_REPLAYABLE("not-replayable", "The dead letter cannot be sent as it is", 409),
    NOT_ACCEPTABLE("not-acceptable", "There is no such form of the answer", 406),
    TOO_SLOW("too-slow", "The body did not arrive in time", 408),
    BODY_TOO_LARGE("body-too-large", "The body is larger than allowed", 413),
    EVENT_TOO_LARGE("event-too-large", "The event is larger than allowed", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "This media type is not understood here", 415),
    UNSUPPORTED_ENCODING("unsupported-encoding", "This content encoding is not understood here", 415),
    INVALID_SCHEMA("invalid-schema", "The document is no usable JSON Schema 2020-12", 422),
    IDENTITY_CHANGED("identity-changed", "A mended event keeps its id and source", 422),
    QUOTA_EXCEEDED("quota-exceeded", "The key has sent more events than it may", 429),
    INTERNAL("internal", "Something went wrong here", 500),
    BUSY("busy", "Too many bodies are being read", 503),
    ISSUER_AWAY("issuer-away", "Nobody can say whether the token is good", 503),
    BROKER_AWAY("broker-away", "The buffer does not answer", 503);

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

    public Problem with(String detail) {
        return new Problem("urn:pulso:problem:" + code, title, status, code, detail);
    }
}
