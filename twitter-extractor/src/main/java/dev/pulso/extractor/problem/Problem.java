package dev.pulso.extractor.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An error as {@code application/problem+json} (RFC 9457). */
record Problem(String type, String title, int status, String code, String detail) {
    private static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int RETRY_AFTER_SECONDS = 5;

    static Response response(ProblemType type, String detail) {
        Problem problem =
                new Problem("urn:pulso:problem:" + type.code(), type.title(), type.status(), type.code(), detail);
        Response.ResponseBuilder response =
                Response.status(type.status()).type(MEDIA_TYPE).entity(problem);
        if (type.status() == UNAVAILABLE || type.status() == TOO_MANY_REQUESTS) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
