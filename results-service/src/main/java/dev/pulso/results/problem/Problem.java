package dev.pulso.results.problem;

/** Everything that can go wrong for a caller. The codes are stable; new ones may be added. */
public enum Problem {
    INVALID_PARAMETER("invalid-parameter", 400, "A parameter is not valid"),
    NOT_FOUND("not-found", 404, "There is nothing at this address"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "This address has none of the accepted media types"),
    SEGMENT_TOO_SMALL("segment-too-small", 403, "The segment has too few members to list them"),
    TOO_MANY_WEBHOOKS("too-many-webhooks", 409, "There are as many webhooks as there may be"),
    PROCESSOR_UNAVAILABLE("processor-unavailable", 503, "spark-processor does not take the order; try again soon"),
    STORE_UNAVAILABLE("store-unavailable", 503, "The database does not answer; try again soon"),
    INTERNAL("internal", 500, "The service has failed");

    private final String code;
    private final int status;
    private final String title;

    Problem(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The stable name of the problem. */
    public String code() {
        return code;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
