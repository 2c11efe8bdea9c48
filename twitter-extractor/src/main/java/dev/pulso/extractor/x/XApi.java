package dev.pulso.extractor.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulso.extractor.live.Answer;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.Feed;
import dev.pulso.extractor.live.HttpRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jboss.logging.Logger;

/** The parts of the X API v2 that a source uses, with the token of the app. */
final class XApi {
    private static final Logger LOG = Logger.getLogger(XApi.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = "/2/tweets/search/stream/rules";
    private static final String FIELDS = "tweet.fields=created_at,author_id,lang,entities,referenced_tweets,"
            + "conversation_id,edit_history_tweet_ids,possibly_sensitive,public_metrics,note_tweet";
    private static final String AUTHORS = "&expansions=author_id&user.fields=public_metrics";

    private final URI address;
    private final String token;
    private final boolean freeSlot;
    private final String fields;
    private final Connections connections;
    private final XFailures failures;

    XApi(XConfig config, String token, boolean authors, Connections connections, XFailures failures) {
        this.address = config.address();
        this.token = token;
        this.freeSlot = config.freeSlot();
        this.fields = FIELDS + (authors ? AUTHORS : "");
        this.connections = connections;
        this.failures = failures;
    }

    /** All rules of the app, those of others too. */
    List<Rule> rules() throws IOException, InterruptedException {
        List<Rule> rules = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(require("the rules", get(RULES + "?max_results=1000" + next)));
            page.path("data")
                    .forEach(rule -> rules.add(new Rule(
                            rule.path("id").asText(),
                            rule.path("value").asText(),
                            rule.path("tag").asText())));
            String token = page.path("meta").path("next_token").asText();
            next = token.isEmpty() ? "" : "&pagination_token=" + encode(token);
        } while (!next.isEmpty());
        return rules;
    }

    /** Adds rules, or only asks whether they could be added; the answer is what X says against them, if anything. */
    List<String> add(List<Rule> rules, boolean dryRun) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode added = body.putArray("add");
        rules.forEach(rule -> added.addObject().put("value", rule.value()).put("tag", rule.tag()));
        Answer answer = connections.call(post(RULES + (dryRun ? "?dry_run=true" : ""), body));
        if (answer.status() != 200 && answer.status() != 201 && answer.status() != 400) {
            throw failures.refused("the rules", answer.status(), answer.headers(), answer.body());
        }
        List<String> against = new ArrayList<>();
        json(answer).path("errors").forEach(error -> {
            // A rule that is there already is what was wanted.
            if (!error.path("title").asText().equals("DuplicateRule")) {
                against.add(error.path("value").asText() + ": "
                        + error.path("details")
                                .path(0)
                                .asText(error.path("title").asText()));
            }
        });
        return against;
    }

    void delete(List<Rule> rules) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode ids = body.putObject("delete").putArray("ids");
        rules.forEach(rule -> ids.add(rule.id()));
        require("the rules", post(RULES, body));
    }

    /** Opens the stream; at most {@code most} lines are taken ahead, for each may have to be paid. */
    Feed stream(String source, int most) throws IOException, InterruptedException {
        try {
            return connections.lines(source, get("/2/tweets/search/stream?" + fields), most);
        } catch (HttpRefusedException e) {
            if (freeSlot && e.status() == 429 && XFailures.isSlotTaken(e.body())) {
                Answer freed = connections.call(
                        request("/2/connections/filtered_stream").DELETE());
                LOG.warnf("The other connection of the app was ended, source=%s, status=%d", source, freed.status());
            }
            throw failures.refused("the stream", e.status(), e.headers(), e.body());
        }
    }

    /** A page of recent search. A query or cursor that X does not take is an answer too. */
    Answer search(Map<String, String> parameters) throws IOException, InterruptedException {
        StringJoiner query = new StringJoiner("&", "/2/tweets/search/recent?", "&" + fields);
        parameters.forEach((name, value) -> query.add(name + "=" + encode(value)));
        Answer answer = connections.call(get(query.toString()));
        if (answer.status() != 200 && answer.status() != 400) {
            throw failures.refused("recent search", answer.status(), answer.headers(), answer.body());
        }
        return answer;
    }

    private Answer require(String what, HttpRequest.Builder request) throws IOException, InterruptedException {
        Answer answer = connections.call(request);
        if (answer.status() != 200 && answer.status() != 201) {
            throw failures.refused(what, answer.status(), answer.headers(), answer.body());
        }
        return answer;
    }

    private static JsonNode json(Answer answer) throws IOException {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IOException("X answered in no JSON", e);
        }
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder post(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
