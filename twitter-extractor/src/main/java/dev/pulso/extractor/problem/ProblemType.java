package dev.pulso.extractor.problem;

/** Every error this service answers with. The code is part of the contract; the title may be reworded. */
public enum ProblemType {
    INVALID_PARAMETER("invalid-parameter", "A parameter is not valid", 400),
    INVALID_BODY("invalid-body", "The body cannot be read", 400),
    NOT_GZIP("not-gzip", "The body says it is gzip and is not", 400),
    NOT_FOUND("not-found", "There is nothing at this address", 404),
    UNKNOWN_REPLAY("unknown-replay", "There is no such replay", 404),
    UNKNOWN_SOURCE("unknown-source", "There is no such source", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "The address does not take this method", 405),
    NOT_ACCEPTABLE("not-acceptable", "The answer has no such form", 406),
    BODY_TOO_LARGE("body-too-large", "The body is larger than allowed", 413),
    UNSUPPORTED_ENCODING("unsupported-encoding", "The content encoding is not supported", 415),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The media type is not supported", 415),
    UNSUPPORTED_FORMAT("unsupported-format", "The format is not supported", 422),
    UNREADABLE_FILE("unreadable-file", "The file cannot be read as its format", 422),
    UNSUPPORTED_KIND("unsupported-kind", "The kind of source is not supported", 422),
    INVALID_SOURCE("invalid-source", "The source is not valid", 422),
    TOO_MANY_REPLAYS("too-many-replays", "Too many replays run already", 429),
    INTERNAL_ERROR("internal-error", "The service failed", 500),
    BROKER_UNAVAILABLE("broker-unavailable", "The broker cannot be reached", 503),
    STORAGE_UNAVAILABLE("storage-unavailable", "The file cannot be stored", 503);

    private final String code;
    private final String title;
    private final int status;

    ProblemType(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    public String code() {
        return code;
    }

    String title() {
        return title;
    }

    int status() {
        return status;
    }
}
