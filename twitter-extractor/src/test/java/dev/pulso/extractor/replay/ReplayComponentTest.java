package dev.pulso.extractor.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.extractor.KafkaResource;
import dev.pulso.extractor.SharedData;
import dev.pulso.extractor.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class ReplayComponentTest {
    private static final String V1 = """
            {"created_at":"Wed Jan 07 11:06:08 +0000 2015","id":%1$s,"id_str":"%1$s","text":"#Paris #PARIS","lang":"fr",\
            "entities":{"hashtags":[{"text":"Paris"},{"text":"PARIS"}],"user_mentions":[],"urls":[]},\
            "user":{"id_str":"77","followers_count":5,"friends_count":6,"statuses_count":7}}
            """;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void shouldReplayRealStatusesExactly() throws IOException {
        Optional<Path> file = SharedData.find("tweets/pheme_developers_v1.ndjson.gz");
        if (file.isPresent()) {
            JsonPath end = replay(Map.of("format", "x-v1", "network", "pheme"), Files.readAllBytes(file.get()));

            assertTotals(end, "pheme", SharedData.groundTruth("pheme_developers"), "hashtags_entities");
        }
    }

    @Test
    void shouldReplayARealTableWithLocalTimesExactly() throws IOException {
        Optional<Path> file = SharedData.find("tweets/mayweather_mcgregor_tweets.csv.gz");
        if (file.isPresent()) {
            JsonPath end = replay(
                    Map.of(
                            "format", "csv",
                            "network", "fight",
                            "time", "created_at",
                            "author", "screen_name",
                            "timeFormat", "yyyy-MM-dd HH:mm:ss",
                            "zone", "-04:00"),
                    Files.readAllBytes(file.get()));

            assertTotals(end, "fight", SharedData.groundTruth("mayweather_mcgregor"), "hashtags_text");
        }
    }

    @Test
    void shouldReplayARealTableExactly() throws IOException {
        Optional<Path> file = SharedData.find("tweets/uci_health_news_tweets.csv.gz");
        if (file.isPresent()) {
            JsonPath end = replay(
                    Map.of(
                            "format", "csv",
                            "network", "health",
                            "time", "created_at",
                            "author", "account_file",
                            "timeFormat", "EEE MMM dd HH:mm:ss Z yyyy"),
                    Files.readAllBytes(file.get()));

            assertTotals(end, "health", SharedData.groundTruth("uci_health_news"), "hashtags_text");
        }
    }

    private void assertTotals(JsonPath end, String network, JsonNode truth, String rule) {
        int rows = truth.path("rows").asInt();
        assertThat(end.getString("state")).isEqualTo("DONE");
        assertThat(end.getInt("read")).isEqualTo(rows);
        assertThat(end.getInt("accepted")).isEqualTo(rows);
        assertThat(end.getInt("rejected")).isZero();

        Map<String, Post> first = firstCreates(network);
        Map<String, Integer> counts = new HashMap<>();
        first.values().forEach(post -> post.hashtags().forEach(tag -> counts.merge(tag.tag(), 1, Integer::sum)));
        JsonNode expected = truth.path(rule).path("first_row_per_id");
        assertThat(first).hasSize(truth.path("distinct_ids").asInt());
        assertThat(first.values().stream().map(Post::createdAt).min(Instant::compareTo))
                .contains(Instant.parse(truth.path("time_min_utc").asText().replace("+00:00", "Z")));
        assertThat(first.values().stream().map(Post::createdAt).max(Instant::compareTo))
                .contains(Instant.parse(truth.path("time_max_utc").asText().replace("+00:00", "Z")));
        assertThat(first.values().stream().filter(post -> !post.hashtags().isEmpty()))
                .hasSize(expected.path("tweets_with_hashtag").asInt());
        assertThat(counts).hasSize(expected.path("distinct_hashtags_ci").asInt());
        assertThat(counts).containsAllEntriesOf(SharedData.top50(expected));
    }

    private Map<String, Post> firstCreates(String network) {
        Map<String, Post> first = new LinkedHashMap<>();
        TopicReader.all(kafka, Topics.POSTS, event -> event.data().network().equals(network)).stream()
                .map(CloudEvent::data)
                .filter(post -> post.op() == Post.Op.CREATE)
                .forEach(post -> first.putIfAbsent(post.key(), post));
        return first;
    }

    @Test
    void shouldCountBadLinesAndGoOn() {
        String body = V1.formatted("1") + "{broken\n\n" + V1.formatted("2") + "{\"text\":\"no id\"}\n"
                + V1.formatted("3").replace("Jan", "Foo") + "{\"delete\":{\"status\":{\"id_str\":\"1\"}}}\n"
                + "{\"limit\":{\"track\":1}}";

        JsonPath end = replay(Map.of("format", "x-v1", "network", "bad"), body.getBytes(StandardCharsets.UTF_8));

        assertThat(end.getInt("read")).isEqualTo(7);
        assertThat(end.getInt("accepted")).isEqualTo(3);
        assertThat(end.getInt("rejected")).isEqualTo(3);
        assertThat(end.getInt("ignored")).isEqualTo(1);
        assertThat(end.<Integer>getList("errors.line")).containsExactly(2, 5, 6);
        assertThat(end.<String>getList("errors.code")).containsExactly("not-json", "missing-field", "invalid-time");
        List<CloudEvent<Rejection>> rejections =
                TopicReader.all(kafka, Topics.REJECTED, e -> e.id().startsWith(end.getString("id")));
        assertThat(rejections)
                .extracting(e -> e.data().code())
                .containsExactlyInAnyOrder("not-json", "missing-field", "invalid-time");
        assertThat(rejections).allSatisfy(e -> assertThat(e.data().origin()).isEqualTo("twitter-extractor"));
        assertThat(rejections)
                .extracting(e -> new String(Base64.getDecoder().decode(e.data().raw()), StandardCharsets.UTF_8))
                .contains("{broken");
    }

    @Test
    void shouldWriteThePostAsTheContractSays() {
        replay(Map.of("format", "x-v1", "network", "shape"), V1.formatted("9").getBytes(StandardCharsets.UTF_8));

        CloudEvent<Post> event = TopicReader.all(
                        kafka, Topics.POSTS, e -> e.data().network().equals("shape"))
                .get(0);
        assertThat(event.source()).isEqualTo("/pulso/extractor/shape");
        assertThat(event.id()).isEqualTo("9");
        assertThat(event.data().hashtags()).containsExactly(new Hashtag("paris", "Paris"));
        assertThat(event.data().authorKey()).matches("dev:[0-9a-f]{64}");
        assertThat(event.data().ingest().mode()).isEqualTo(Post.Ingest.Mode.REPLAY);
        TopicReader.read(
                kafka,
                Topics.POSTS,
                message -> assertThat(new String(
                                message.headers().lastHeader("content-type").value(), StandardCharsets.US_ASCII))
                        .isEqualTo("application/cloudevents+json"));
    }

    @Test
    void shouldMoveTimesToNow() {
        String body = V1.formatted("1") + V1.formatted("2").replace("11:06:08", "12:06:08");

        replay(Map.of("format", "x-v1", "network", "moved", "retime", "asLive"), body.getBytes(StandardCharsets.UTF_8));

        Map<String, Post> posts = firstCreates("moved");
        Instant last = posts.get("moved:2").createdAt();
        assertThat(last).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(Duration.between(posts.get("moved:1").createdAt(), last)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldTakeGzipWithAndWithoutSayingSo() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(V1.formatted("1").getBytes(StandardCharsets.UTF_8));
        }
        String id = given().queryParam("format", "x-v1")
                .queryParam("network", "zipped")
                .header("Content-Encoding", "gzip")
                .body(zipped.toByteArray())
                .post("/v1/replays")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        assertThat(ended(id).getInt("accepted")).isEqualTo(1);
        given().queryParam("format", "x-v1")
                .header("Content-Encoding", "gzip")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/v1/replays")
                .then()
                .statusCode(400)
                .body("code", equalTo("not-gzip"));
    }

    @Test
    void shouldFailOnATruncatedFileAndKeepWhatWasGood() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped, true)) {
            out.write(V1.formatted("1").getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write(V1.formatted("2").getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(zipped.toByteArray(), zipped.size() - 9);

        JsonPath end = replay(Map.of("format", "x-v1", "network", "cut"), cut);

        assertThat(end.getString("state")).isEqualTo("FAILED");
        assertThat(end.getInt("accepted")).isPositive();
        assertThat(end.<String>getList("errors.code")).containsExactly("broken-file");
    }

    @Test
    void shouldCancel() {
        String body = V1.formatted("1") + V1.formatted("2").replace("2015", "2016");
        String id = start(
                Map.of("format", "x-v1", "network", "slow", "speed", "realtime"),
                body.getBytes(StandardCharsets.UTF_8));
        await().until(() -> status(id).getInt("accepted") == 1);
        assertThat(status(id).getString("state")).isEqualTo("RUNNING");

        given().delete("/v1/replays/" + id).then().statusCode(200);

        JsonPath end = ended(id);
        assertThat(end.getString("state")).isEqualTo("CANCELLED");
        assertThat(end.getInt("accepted")).isEqualTo(1);
        given().get("/v1/replays").then().statusCode(200).body("items.id", hasItem(id));
    }

    @Test
    void shouldAnswerProblems() {
        problem(Map.of(), "", 400, "invalid-parameter");
        problem(Map.of("format", "nonsense"), "", 422, "unsupported-format");
        problem(Map.of("format", "x-v1", "speed", "-1"), "", 400, "invalid-parameter");
        problem(Map.of("format", "x-v1", "retime", "maybe"), "", 400, "invalid-parameter");
        problem(Map.of("format", "csv", "zone", "Mars"), "a", 400, "invalid-parameter");
        problem(Map.of("format", "csv", "timeFormat", "qqqqqqqq{"), "a", 400, "invalid-parameter");
        problem(Map.of("format", "csv"), "id,created_at,text\n", 422, "unreadable-file");
        given().get("/v1/replays/none").then().statusCode(404).body("code", equalTo("unknown-replay"));
        given().get("/v1/nowhere").then().statusCode(404).contentType(startsWith("application/problem+json"));
        given().queryParam("format", "x-v1")
                .header("Content-Encoding", "br")
                .body("x")
                .post("/v1/replays")
                .then()
                .statusCode(415);
    }

    @Test
    void shouldRefuseAStreamThatIsTooLarge() throws IOException, InterruptedException {
        // No length is announced: the limit has to be found while reading.
        InputStream endless = new InputStream() {
            private long left = 41L * 1024 * 1024;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }
        };
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address() + "?format=x-v1"))
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"body-too-large\"");
    }

    private static void problem(Map<String, String> query, String body, int status, String code) {
        given().queryParams(query)
                .body(body)
                .post("/v1/replays")
                .then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo(code));
    }

    private static JsonPath replay(Map<String, String> query, byte[] body) {
        return ended(start(query, body));
    }

    /** Not through RestAssured, which copies a large body many times. */
    private static String start(Map<String, String> query, byte[] body) {
        String parameters = query.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address() + "?" + parameters))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return JsonPath.from(answer.body()).getString("id");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String address() {
        return "http://127.0.0.1:" + RestAssured.port + "/v1/replays";
    }

    private static JsonPath ended(String id) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !status(id).getString("state").equals("RUNNING"));
        return status(id);
    }

    private static JsonPath status(String id) {
        return given().get("/v1/replays/" + id).then().statusCode(200).extract().jsonPath();
    }
}
