package dev.pulso.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** Why somebody is not let in, as callers of every service see it (RFC 9457). Codes are stable. */
public enum Refusal {
    UNAUTHORIZED("unauthorized", "There is no key, or none that is known", 401),
    FORBIDDEN("forbidden", "The key is not for this", 403),
    ISSUER_AWAY("issuer-away", "Nobody can say whether the token is good", 503);

    private final String code;
    private final String title;
    private final int status;

    Refusal(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    /** The members of the problem document, in the order they are shown. */
    public Map<String, Object> problem(String detail) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:pulso:problem:" + code);
        members.put("title", title);
        members.put("status", status);
        members.put("code", code);
        members.put("detail", detail);
        return members;
    }
}
