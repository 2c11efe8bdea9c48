package dev.pulso.extractor.live;

import java.io.IOException;
import java.net.http.HttpHeaders;

/** The network answered, and not with what was asked for. */
public final class HttpRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient HttpHeaders headers;
    private final String body;

    HttpRefusedException(String host, int status, HttpHeaders headers, String body) {
        super(host + " answered " + status);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** For telling cases apart; never for a log. */
    public String body() {
        return body;
    }
}
