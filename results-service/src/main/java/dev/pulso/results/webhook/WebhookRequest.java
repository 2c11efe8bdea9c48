package dev.pulso.results.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.results.paging.Parameters;
import dev.pulso.results.problem.ProblemException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body that asks for a webhook. Each refusal names the field and the rule. */
record WebhookRequest(String url, WebhookKind kind, WebhookFilters filters) {
    private static final int LONGEST_TEXT = 2000;
    private static final Set<String> TREND = Set.of("url", "kind", "tag", "network", "lang", "states");
    private static final Set<String> MEMBER = Set.of("url", "kind", "segmentation", "segment", "entity");

    /** @throws ProblemException if it is no such body */
    static WebhookRequest read(byte[] bytes) {
        JsonNode body = tree(bytes);
        WebhookKind kind = kind(body);
        Set<String> known = kind == WebhookKind.TREND ? TREND : MEMBER;
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw ProblemException.parameter("body", "has a field that a webhook of this kind has not");
            }
        });
        String url = text(body, "url");
        if (url == null) {
            throw ProblemException.parameter("url", "must be an absolute https address");
        }
        String tag = text(body, "tag");
        return new WebhookRequest(
                url,
                kind,
                new WebhookFilters(
                        tag == null ? null : counted(tag),
                        text(body, "network"),
                        text(body, "lang"),
                        states(body.path("states")),
                        text(body, "segmentation"),
                        text(body, "segment"),
                        text(body, "entity")));
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            JsonNode body = MessageCodec.mapper().readTree(bytes);
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            throw ProblemException.parameter("body", "must be a JSON object");
        }
        throw ProblemException.parameter("body", "must be a JSON object");
    }

    private static WebhookKind kind(JsonNode body) {
        String kind = text(body, "kind");
        for (WebhookKind each : WebhookKind.values()) {
            if (each.name().equalsIgnoreCase(kind)) {
                return each;
            }
        }
        throw ProblemException.parameter("kind", "must be trend or member");
    }

    private static String counted(String tag) {
        String counted = Hashtag.countingForm(tag.strip());
        if (counted.isEmpty()) {
            throw ProblemException.parameter("tag", "is empty");
        }
        return counted;
    }

    private static @Nullable Set<Trend.State> states(JsonNode states) {
        if (states.isMissingNode() || states.isNull()) {
            return null;
        }
        Set<Trend.State> found = EnumSet.noneOf(Trend.State.class);
        states.forEach(state -> found.add(state(state.asText())));
        if (!states.isArray() || found.isEmpty()) {
            throw ProblemException.parameter("states", "must be a list of RISING, PEAKING, FADING");
        }
        return found;
    }

    private static Trend.State state(String name) {
        try {
            return Trend.State.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("states", "must be a list of RISING, PEAKING, FADING");
        }
    }

    private static @Nullable String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
            throw ProblemException.parameter(field, "must be a text of up to " + LONGEST_TEXT + " characters");
        }
        return Parameters.filter(field, value.textValue());
    }
}
