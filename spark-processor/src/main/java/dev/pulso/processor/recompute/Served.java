package dev.pulso.processor.recompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What results-service answers about one day. Its database is its own; its answers are what must be right. */
final class Served {
    private static final int PAGE = 1000;

    private final HttpClient http;
    private final String url;
    private final String range;

    /** Minute, type and source of an activity. */
    record Activity(String start, String type, String source) {}

    /** @param url base address of results-service */
    Served(String url, LocalDate day) {
        this.http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        this.url = url;
        this.range = "from=" + day + "T00:00:00Z&to=" + day.plusDays(1) + "T00:00:00Z&limit=" + PAGE;
    }

    /** Sums over the day by tag; of all networks and languages if none is named. */
    Map<String, Figures> ranking(@Nullable String network, @Nullable String lang)
            throws IOException, InterruptedException {
        Map<String, Figures> tags = new LinkedHashMap<>();
        pages(
                "/v1/hashtags?" + range + filter(network, lang),
                item -> tags.put(item.path("tag").asText(), posts(item)));
        return tags;
    }

    /** The minutes of a tag. */
    Map<String, Figures> timeline(String tag, String network, String lang) throws IOException, InterruptedException {
        Map<String, Figures> minutes = new LinkedHashMap<>();
        String path = "/v1/hashtags/" + encoded(tag) + "?step=1m&" + range + filter(network, lang);
        pages(path, item -> minutes.put(item.path("start").asText(), posts(item)));
        return minutes;
    }

    /** Tags beside a tag, by the posts that carry both. */
    Map<String, Long> related(String tag) throws IOException, InterruptedException {
        Map<String, Long> others = new LinkedHashMap<>();
        String path = "/v1/hashtags/" + encoded(tag) + "/related?" + range;
        pages(
                path,
                item -> others.put(item.path("tag").asText(), item.path("posts").asLong()));
        return others;
    }

    /** Takes every activity window of the day. */
    void activity(BiConsumer<Activity, Figures> each) throws IOException, InterruptedException {
        pages(
                "/v1/activity?step=1m&" + range,
                item -> each.accept(
                        new Activity(
                                item.path("start").asText(),
                                item.path("type").asText(),
                                item.path("source").asText()),
                        new Figures(
                                item.path("events").asLong(),
                                0,
                                item.path("valueSum").isNumber()
                                        ? item.path("valueSum").decimalValue()
                                        : null)));
    }

    private void pages(String path, Consumer<JsonNode> each) throws IOException, InterruptedException {
        String after = null;
        do {
            JsonNode page = get(path + (after == null ? "" : "&after=" + encoded(after)));
            page.path("items").forEach(each);
            after = page.path("next").isTextual() ? page.path("next").asText() : null;
        } while (after != null);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        String keyFile = System.getenv("PULSO_RESULTS_KEY_FILE");
        if (keyFile != null) {
            request.header("X-API-Key", Files.readString(Path.of(keyFile)).strip());
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(url + " answers " + response.statusCode() + " to " + path);
        }
        return MessageCodec.mapper().readTree(response.body());
    }

    private static Figures posts(JsonNode item) {
        return new Figures(item.path("posts").asLong(), item.path("reposts").asLong(), null);
    }

    private static String filter(@Nullable String network, @Nullable String lang) {
        return (network == null ? "" : "&network=" + encoded(network)) + (lang == null ? "" : "&lang=" + encoded(lang));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
