package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AnswersTest extends ServiceTest {
    @Test
    void shouldPageThroughTheRankingInAStableOrder() {
        Instant window = Instant.parse("2025-05-01T10:00:00Z");
        long generation = generation();
        // "Z" sorts before "a" and "é" behind by code point, whatever the server's locale says
        for (String tag : List.of("b", "a", "é", "zz", "_", "1")) {
            bus.hashtags(Deltas.hashtag(generation, 1, window, tag, 2, "x", "y"));
        }
        bus.hashtags(Deltas.hashtag(generation, 1, window, "top", 9, "x"));
        awaitCaughtUp();

        List<String> tags = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            RequestSpecification request =
                    given().queryParams(Map.of("from", window.toString(), "to", "2025-05-01T10:01:00Z", "limit", 3));
            JsonPath page = (after == null ? request : request.queryParam("after", after))
                    .get("/v1/hashtags")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            tags.addAll(page.getList("items.tag"));
            after = page.getString("next");
            pages++;
        } while (after != null);
        assertThat(tags).containsExactly("top", "1", "_", "a", "b", "zz", "é");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void shouldDrawTimelinesWithAuthorsOfTheWholeStep() {
        Instant window = Instant.parse("2025-05-02T10:00:00Z");
        long generation = generation();
        bus.hashtags(
                Deltas.hashtag(generation, 1, window, "line", 2, "a", "b"),
                Deltas.hashtag(generation, 1, window.plusSeconds(60), "line", 2, "b", "c"),
                Deltas.hashtag(generation, 1, window.plusSeconds(3600), "line", 1, "a"),
                Deltas.hashtag(generation, 1, window, "line", "x", "es", 1, List.of(), List.of(), "d"));
        awaitCaughtUp();

        Map<String, Object> day = Map.of("from", "2025-05-02T00:00:00Z", "to", "2025-05-03T00:00:00Z");
        given().urlEncodingEnabled(false)
                .queryParams(day)
                .queryParam("step", "1h")
                .get("/v1/hashtags/%23LINE")
                .then()
                .statusCode(200)
                .body("items.start", contains("2025-05-02T10:00:00Z", "2025-05-02T11:00:00Z"))
                .body("items.posts", contains(5, 1))
                .body("items.authors", contains(4, 1))
                .body("next", nullValue());
        given().queryParams(day)
                .queryParams("step", "1m", "network", "mastodon", "lang", "en")
                .get("/v1/hashtags/line")
                .then()
                .body("items.posts", contains(2, 2, 1));
        Response first =
                given().queryParams(day).queryParams("step", "1m", "limit", 2).get("/v1/hashtags/line");
        assertThat(first.jsonPath().getList("items.posts")).isEqualTo(List.of(3, 2));
        given().queryParams(day)
                .queryParams("step", "1m", "limit", 2, "after", first.jsonPath().getString("next"))
                .get("/v1/hashtags/line")
                .then()
                .body("items.posts", contains(1))
                .body("next", nullValue());
    }

    @Test
    void shouldLookBackFromNow() {
        long generation = generation();
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        bus.hashtags(
                Deltas.hashtag(generation, 1, minute, "back", 2, "a", "b"),
                Deltas.hashtag(generation, 1, minute.minus(2, ChronoUnit.HOURS), "back", 4, "c"));
        awaitCaughtUp();

        given().queryParam("window", "1h")
                .get("/v1/hashtags/back")
                .then()
                .statusCode(200)
                .body("items.posts", contains(2));
        given().queryParam("window", "3h").get("/v1/hashtags/back").then().body("items.posts", contains(4, 2));
        for (String list : List.of("", "/posts", "/related")) {
            given().queryParams("window", "1h", "to", minute.toString())
                    .get("/v1/hashtags/back" + list)
                    .then()
                    .statusCode(400)
                    .body("parameter", equalTo("window"));
        }
    }

    @Test
    void shouldAddUpActivityPerStepTypeAndSource() {
        Instant window = Instant.parse("2025-05-03T10:00:00Z");
        long generation = generation();
        bus.activity(
                Deltas.activity(generation, 1, window, "order", "/shop", 2, "10.25", "a", "b"),
                Deltas.activity(generation, 1, window.plusSeconds(60), "order", "/shop", 1, "0.75", "b"),
                Deltas.activity(generation, 1, window, "order", "/web", 1, null, "c"),
                Deltas.activity(generation, 1, window, "click", "/web", 7, null));
        awaitCaughtUp();

        Map<String, Object> day = Map.of("from", "2025-05-03T00:00:00Z", "to", "2025-05-04T00:00:00Z");
        given().queryParams(day)
                .queryParam("step", "1d")
                .get("/v1/activity")
                .then()
                .body("items.type", contains("click", "order", "order"))
                .body("items.source", contains("/web", "/shop", "/web"))
                .body("items.events", contains(7, 3, 1))
                .body("items.subjects", contains(0, 2, 1))
                .body("items[1].valueSum", equalTo(11.00f))
                .body("items[0].valueSum", nullValue());
        Response first =
                given().queryParams(day).queryParams("step", "1d", "limit", 2).get("/v1/activity");
        given().queryParams(day)
                .queryParams("step", "1d", "limit", 2, "after", first.jsonPath().getString("next"))
                .get("/v1/activity")
                .then()
                .body("items.source", contains("/web"))
                .body("next", nullValue());
        given().queryParams(day)
                .queryParams("type", "order", "source", "/web")
                .get("/v1/activity")
                .then()
                .body("items.events", contains(1));
    }

    @Test
    void shouldAnswerWithTheLargestNumberWhenASumLeavesTheRange() {
        Instant window = Instant.parse("2025-05-06T10:00:00Z");
        long generation = generation();
        for (int minute = 0; minute < 2; minute++) {
            Instant start = window.plusSeconds(60L * minute);
            bus.hashtags(
                    Deltas.hashtag(generation, 1, start, "absurd", Long.MAX_VALUE, "a"),
                    Deltas.hashtag(generation, 1, start, "usual", 2, "a"));
            bus.activity(Deltas.activity(generation, 1, start, "absurd", "/s", Long.MAX_VALUE, null, "a"));
        }
        awaitCaughtUp();

        for (String to : List.of("2025-05-06T11:00:00Z", "2025-05-09T00:00:00Z")) {
            Map<String, Object> range = Map.of("from", window.toString(), "to", to, "step", "1d");
            given().queryParams(Map.of("from", window.toString(), "to", to))
                    .get("/v1/hashtags")
                    .then()
                    .statusCode(200)
                    .body("items.tag", contains("absurd", "usual"))
                    .body("items.posts", contains((Object) Long.MAX_VALUE, 4));
            given().queryParams(range)
                    .get("/v1/hashtags/absurd")
                    .then()
                    .statusCode(200)
                    .body("items.posts", contains(Long.MAX_VALUE));
            given().queryParams(range)
                    .get("/v1/activity")
                    .then()
                    .statusCode(200)
                    .body("items.events", contains(Long.MAX_VALUE));
        }
    }

    @Test
    void shouldTellTheTagsBesideATagFromBothSidesOfItsPairs() {
        Instant window = Instant.parse("2025-05-05T10:00:00Z");
        long generation = generation();
        bus.hashtags(
                Deltas.hashtag(generation, 1, window, "jesuischarlie", 8, "a"),
                Deltas.hashtag(generation, 1, window, "charlie", 9, "a"),
                Deltas.hashtag(generation, 1, window, "paris", 2, "a"),
                Deltas.hashtag(generation, 1, window, "jesuischarlies", "x", "fr", 1, List.of(), List.of(), "a"));
        bus.related(
                Deltas.related(generation, 1, window, "charlie", "jesuischarlie", 4),
                Deltas.related(generation, 2, window.plusSeconds(60), "charlie", "jesuischarlie", 2),
                Deltas.related(generation, 1, window, "jesuischarlie", "paris", 2),
                Deltas.related(generation, 1, window, "jesuischarlie", "jesuischarlies", "x", "fr", 2),
                Deltas.related(generation, 1, window, "charlie", "paris", 1),
                Deltas.related(generation, 1, window, "gone", "jesuischarlie", 1),
                Deltas.related(generation, 2, window, "gone", "jesuischarlie", -1),
                Deltas.related(generation, 1, window.plusSeconds(3600), "charlie", "jesuischarlie", 100));
        awaitCaughtUp();

        Map<String, Object> range = Map.of("from", window.toString(), "to", "2025-05-05T11:00:00Z");
        given().urlEncodingEnabled(false)
                .queryParams(range)
                .get("/v1/hashtags/%23JeSuisCharlie/related")
                .then()
                .body("items.tag", contains("charlie", "jesuischarlies", "paris"))
                .body("items.display", contains("CHARLIE", "JESUISCHARLIES", "PARIS"))
                .body("items.posts", contains(6, 2, 2))
                .body("items.share", contains(0.75f, 0.25f, 0.25f))
                .body("items.variant", contains(false, true, false))
                .body("next", nullValue());
        given().queryParams(range)
                .queryParams("network", "x", "lang", "fr")
                .get("/v1/hashtags/jesuischarlies/related")
                .then()
                .body("items.tag", contains("jesuischarlie"))
                .body("items.share", contains(1.0f));
        Response first = given().queryParams(range).queryParam("limit", 2).get("/v1/hashtags/jesuischarlie/related");
        given().queryParams(range)
                .queryParams("limit", 2, "after", first.jsonPath().getString("next"))
                .get("/v1/hashtags/jesuischarlie/related")
                .then()
                .body("items.tag", contains("paris"))
                .body("next", nullValue());
        given().queryParams(range)
                .accept("text/csv")
                .get("/v1/hashtags/paris/related")
                .then()
                .header("ETag", notNullValue())
                .body(equalTo("tag,display,posts,share,variant\r\n"
                        + "jesuischarlie,JESUISCHARLIE,2,1.0,false\r\ncharlie,CHARLIE,1,0.5,false\r\n"));
    }

    @Test
    void shouldAnswerInCsvAndOnlyWhenSomethingIsNew() {
        Instant window = Instant.parse("2025-05-04T10:00:00Z");
        bus.hashtags(Deltas.hashtag(generation(), 1, window, "a,\"b", 1, "x"));
        awaitCaughtUp();
        Map<String, Object> range = Map.of("from", window.toString(), "to", "2025-05-04T10:01:00Z");

        given().queryParams(range)
                .accept("text/csv")
                .get("/v1/hashtags")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(equalTo("tag,display,posts,reposts,authors\r\n\"a,\"\"b\",\"A,\"\"B\",1,0,1\r\n"));
        Response answer = given().queryParams(range).get("/v1/hashtags");
        String tag = answer.header("ETag");
        assertThat(tag).isNotBlank();
        given().queryParams(range)
                .header("If-None-Match", tag)
                .get("/v1/hashtags")
                .then()
                .statusCode(304)
                .header("ETag", tag);
        given().queryParams(range)
                .queryParam("lang", "es")
                .header("If-None-Match", tag)
                .get("/v1/hashtags")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/hashtags?limit=0, limit",
        "/v1/hashtags?limit=x, limit",
        "/v1/hashtags?limit=1001, limit",
        "/v1/hashtags?window=soon, window",
        "/v1/hashtags?window=15m&from=2025-01-01T00:00:00Z, window",
        "/v1/hashtags?from=yesterday, from",
        "/v1/hashtags?from=2025-01-02T00:00:00Z&to=2025-01-01T00:00:00Z, from",
        "/v1/hashtags?after=nonsense, after",
        "/v1/hashtags?lang=%00, lang",
        "/v1/hashtags/java?step=2m, step",
        "/v1/hashtags/%23, tag",
        "/v1/hashtags/java/related?after=x, after",
        "/v1/hashtags/java/related?window=1h&from=2025-01-01, window",
        "/v1/hashtags/%23/related, tag",
        "/v1/activity?to=never, to",
        "/v1/trends?limit=0, limit",
        "/v1/trends?after=WyJ4IiwieSJd, after",
        "/v1/trends?network=%00, network",
    })
    void shouldNameTheWrongParameter(String address, String parameter) {
        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo("invalid-parameter"))
                .body("parameter", equalTo(parameter));
    }

    @Test
    void shouldAnswerUnknownAddressesWithAProblem() {
        for (String address : List.of("/v1/nothing", "/v1/hashtags/java/nothing")) {
            given().get(address)
                    .then()
                    .statusCode(404)
                    .contentType(containsString("application/problem+json"))
                    .body("code", equalTo("not-found"));
        }
        given().delete("/v1/hashtags").then().statusCode(405).body("code", equalTo("method-not-allowed"));
        given().accept("image/png").get("/v1/hashtags").then().statusCode(406).body("code", equalTo("not-acceptable"));
    }

    @Test
    void shouldSeeTheEndOfWhatWasSentBeforeTheCallWhileMoreKeepsComing() throws Exception {
        awaitCaughtUp();
        AtomicBoolean stop = new AtomicBoolean();
        // always one post behind, as a processor beside a running source is
        CompletableFuture<Void> source = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                bus.send("pulso.posts", "k", "post".getBytes(StandardCharsets.UTF_8));
                bus.processorReads("pulso.posts", "pulso.events");
                bus.send("pulso.posts", "k", "post".getBytes(StandardCharsets.UTF_8));
            }
        });
        try {
            given().get("/v1/pipeline?wait=30s").then().body("caughtUp", equalTo(true));
        } finally {
            stop.set(true);
            source.join();
            bus.processorReads("pulso.posts", "pulso.events");
        }
        given().get("/v1/pipeline?wait=61s").then().statusCode(400).body("parameter", equalTo("wait"));
    }

    @Test
    void shouldSayWhatIsMissingUntilEverythingIsInTheAnswers() {
        awaitCaughtUp();
        bus.send("pulso.posts", "k", "post".getBytes(StandardCharsets.UTF_8));
        given().get("/v1/pipeline?wait=0s")
                .then()
                .body("caughtUp", equalTo(false))
                .body("reason", containsString("spark-processor"))
                .body("stages.name", contains("processing", "store", "facts"))
                .body("stages[0].lagRecords", equalTo(1));
        bus.processorReads("pulso.posts", "pulso.events");
        awaitCaughtUp();
    }

    @Test
    void shouldDescribeItself() {
        given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/hashtags/{tag}/posts"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("pulso_deltas_applied"));
        given().get("/q/health").then().statusCode(200);
    }
}
