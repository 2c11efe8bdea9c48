package dev.pulso.extractor.source;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.contracts.post.Post;
import dev.pulso.contracts.source.SourceCursor;
import dev.pulso.extractor.KafkaResource;
import dev.pulso.extractor.TopicReader;
import dev.pulso.extractor.bluesky.JetstreamResource;
import dev.pulso.extractor.publish.PublishedPosts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(JetstreamResource.class)
class SourcesComponentTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject
    PublishedPosts published;

    @Test
    void shouldReadALiveNetworkTellItsLossesAndForgetDeletedAccounts() {
        given().contentType(ContentType.JSON)
                .body("{\"id\":\"sky\",\"kind\":\"bluesky\"}")
                .post("/v1/sources")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/sources/sky"))
                .body("kind", equalTo("bluesky"));

        awaitState("sky", "STREAMING");
        await().atMost(LONG).untilAsserted(() -> {
            Map<Post.Op, List<Post>> posts = posts("bluesky").stream().collect(Collectors.groupingBy(Post::op));
            assertThat(posts.getOrDefault(Post.Op.CREATE, List.of()).stream()
                            .map(Post::postId)
                            .distinct())
                    .hasSize(20);
            assertThat(posts.getOrDefault(Post.Op.DELETE, List.of()))
                    .extracting(Post::postId)
                    .containsOnly("at://did:plc:a1/app.bsky.feed.post/r1");
        });
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(published.keys(key -> key.startsWith("bluesky:")))
                        .as("deleted posts are no longer counted among those that are there")
                        .hasSize(19)
                        .doesNotContain("bluesky:at://did:plc:a1/app.bsky.feed.post/r1"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(gaps("sky"))
                        .anySatisfy(gap -> assertThat(gap.reason()).contains("no longer had")));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(cursors("sky")).anySatisfy(cursor -> {
                    assertThat(cursor.position()).containsKeys("timeUs", "host").doesNotContainKey("purge");
                }));
        given().delete("/v1/sources/sky").then().statusCode(204);
    }

    @Test
    void shouldMakePauseResumeAndForgetAGenerator() {
        given().contentType(ContentType.JSON)
                .body("{\"kind\":\"generator\",\"settings\":{\"rate\":50,\"seed\":7}}")
                .put("/v1/sources/made")
                .then()
                .statusCode(200)
                .body("settings.rate", equalTo("50"));
        awaitState("made", "STREAMING");
        await().atMost(LONG)
                .until(() ->
                        posts("demo").stream().anyMatch(post -> post.postId().startsWith("made")));

        given().post("/v1/sources/made/pause").then().statusCode(200).body("state", equalTo("PAUSED"));
        JsonPath paused = given().get("/v1/sources/made").jsonPath();
        assertThat(paused.getLong("position.reserved")).isPositive();
        given().post("/v1/sources/made/resume").then().statusCode(200);
        awaitState("made", "STREAMING");
        given().get("/v1/sources").then().body("items.id", hasItem("made"));

        given().delete("/v1/sources/made").then().statusCode(204);
        given().get("/v1/sources/made").then().statusCode(404).body("code", equalTo("unknown-source"));
    }

    @Test
    void shouldRunSourcesOfTheConfiguration() {
        awaitState("from-configuration", "STREAMING");
    }

    @Test
    void shouldRefuseSourcesThatCannotBe() {
        refused("{\"id\":\"a\",\"kind\":\"gopher\"}", "unsupported-kind");
        refused("{\"kind\":\"bluesky\"}", "invalid-source");
        refused("{\"id\":\"a\",\"kind\":\"bluesky\",\"settings\":{\"token\":\"x\"}}", "invalid-source");
        refused("{\"id\":\"a\",\"kind\":\"generator\",\"settings\":{\"rate\":-1}}", "invalid-source");
    }

    private static void refused(String body, String code) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/sources")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    private static void awaitState(String id, String state) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                given().get("/v1/sources/" + id).jsonPath().getString("state"))
                        .isEqualTo(state));
    }

    private List<Post> posts(String network) {
        return TopicReader.all(
                        kafka, Topics.POSTS, event -> event.data().network().equals(network))
                .stream()
                .map(CloudEvent::data)
                .toList();
    }

    private List<PipelineReport.Gap> gaps(String source) {
        Predicate<CloudEvent<PipelineReport>> ours =
                event -> event.data().component().equals("twitter-extractor");
        return TopicReader.all(kafka, Topics.PIPELINE, ours).stream()
                .flatMap(event -> event.data().gaps().stream())
                .filter(gap -> gap.source().equals(source))
                .toList();
    }

    private List<SourceCursor> cursors(String source) {
        return TopicReader.all(
                        kafka, Topics.SOURCES, event -> event.data().source().equals(source))
                .stream()
                .map(CloudEvent::data)
                .toList();
    }
}
