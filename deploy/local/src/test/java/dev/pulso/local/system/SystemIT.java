package dev.pulso.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole system, started by its launcher. The steps build on one another: a start costs half a minute. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemIT {
    private static final int TAGS_WITH_TIME_LINES = 12;
    private static final int TAGS_WITH_COMPANIONS = 8;

    @TempDir
    static Path folder;

    private static RunningPulso pulso;
    private static DataSet statuses;
    private static DataSet fight;
    private static DataSet health;

    @BeforeAll
    static void start() throws IOException {
        statuses = DataSet.statuses(folder);
        fight = DataSet.fight(folder);
        health = DataSet.health(folder);
        pulso = RunningPulso.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        pulso.close();
    }

    @Test
    @Order(1)
    void shouldCarryAnEventAndAPostAllTheWay() {
        assertThat(pulso.command("smoke")).isZero();
        assertThat(pulso.command("status")).isZero();
        assertThat(pulso.command("doctor")).isZero();
    }

    @Test
    @Order(1)
    void shouldServeDocumentsThatTheLintersAccept() throws Exception {
        Linters.Verdict verdict = new Linters(folder).judge(pulso::url);

        assertThat(verdict.exitCode()).as(verdict.output()).isZero();
    }

    @Test
    @Order(2)
    void shouldCountAFileExactlyBesideTheGenerator() {
        pulso.generate(50);

        replayAndCompare(fight);
    }

    @Test
    @Order(3)
    void shouldCountExactlyWhenProcessesAreKilledMeanwhile() throws Exception {
        CompletableFuture<JsonNode> replay = CompletableFuture.supplyAsync(() -> replay(statuses));
        awaitFirstCounts(statuses);
        pulso.kill(Part.PROCESSOR);
        pulso.kill(Part.RESULTS);
        // The parts that only a cluster has; one broker of three must not be missed.
        pulso.kill(Part.SPARK_WORKER);
        pulso.kill(Part.SPARK_MASTER);

        assertThat(replay.get().path("accepted").asInt())
                .isEqualTo(statuses.truth().rows());
        pulso.awaitCaughtUp();
        compare(statuses);
    }

    @Test
    @Order(4)
    void shouldCountAnotherFileExactly() {
        replayAndCompare(health);
    }

    @Test
    @Order(5)
    void shouldChangeNothingWhenAFileIsReplayedAgain() {
        replayAndCompare(fight);
    }

    @Test
    @Order(6)
    void shouldTellBadLinesAndCountTheGoodOnes() throws IOException {
        Path file = folder.resolve("bad.ndjson");
        Files.writeString(file, status(1) + "{broken\n" + status(2) + "{\"text\":\"no id\"}\n" + status(3));

        JsonNode end = pulso.replay(file, Map.of("format", "x-v1", "network", "bad"));

        assertThat(end.path("state").asText()).isEqualTo("DONE");
        assertThat(end.path("accepted").asInt()).isEqualTo(3);
        assertThat(end.path("rejected").asInt()).isEqualTo(2);
        assertThat(end.path("errors").findValuesAsText("line")).containsExactly("2", "4");
        assertThat(pulso.command("replay", file.toString(), "--format", "x-v1", "--network", "bad"))
                .isZero();
        pulso.awaitCaughtUp();
        assertThat(posts(Map.of("network", "bad", "from", "2015-01-07T00:00:00Z", "to", "2015-01-08T00:00:00Z")))
                .isEqualTo(Map.of("paris", 3));
    }

    /** A figure that nobody tells is an alert that never fires. Some counters appear with what they count. */
    @Test
    @Order(6)
    void shouldTellEveryFigureThatAlertsAndDashboardAskFor() throws Exception {
        assertThatThrownBy(() -> pulso.sendEvent("{\"specversion\":\"1.0\",\"id\":\"no source\"}"))
                .hasMessageContaining("422");
        pulso.sendGarbage("pulso.hashtag-deltas");
        Set<String> asked = Figures.askedFor();

        assertThat(asked).hasSizeGreaterThan(20);
        await("all figures")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(Figures.told(pulso.services())).containsAll(asked));
    }

    @Test
    @Order(7)
    void shouldStopEverythingAndKeepTheDataForTheNextStart() throws IOException {
        Set<Long> pids = pulso.pids();

        assertThat(pulso.command("down")).isZero();

        assertThat(pids)
                .noneMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
        assertThat(pulso.command("status")).isEqualTo(1);
        assertThat(pulso.command("backup", backup().toString())).isZero();
        pulso.start();
        assertThat(posts(Map.of("network", "bad", "from", "2015-01-07T00:00:00Z", "to", "2015-01-08T00:00:00Z")))
                .isEqualTo(Map.of("paris", 3));
    }

    @Test
    @Order(8)
    void shouldCountWhatADatabaseBroughtBackDoesNotHold() throws IOException {
        Path file = folder.resolve("later.ndjson");
        Files.writeString(file, status(11) + status(12));
        pulso.replay(file, Map.of("format", "x-v1", "network", "later"));
        pulso.awaitCaughtUp();
        assertThat(pulso.command("down")).isZero();

        assertThat(pulso.command("restore", "--database", backup().toString())).isZero();

        pulso.start();
        pulso.awaitCaughtUp();
        assertThat(posts(Map.of("network", "later", "from", "2015-01-07T00:00:00Z", "to", "2015-01-08T00:00:00Z")))
                .isEqualTo(Map.of("paris", 2));
        compare(fight);
        compare(statuses);
    }

    @Test
    @Order(9)
    void shouldGoOnElsewhereFromABackup() throws IOException {
        pulso.close();
        pulso = RunningPulso.restored(folder.resolve("elsewhere"), backup());

        compare(fight);
        compare(statuses);
        compare(health);
        Path file = folder.resolve("later.ndjson");
        assertThat(posts(Map.of("network", "later", "from", "2015-01-07T00:00:00Z", "to", "2015-01-08T00:00:00Z")))
                .isEmpty();
        pulso.replay(file, Map.of("format", "x-v1", "network", "later"));
        pulso.replay(fight.file(), fight.options());
        pulso.awaitCaughtUp();
        assertThat(posts(Map.of("network", "later", "from", "2015-01-07T00:00:00Z", "to", "2015-01-08T00:00:00Z")))
                .isEqualTo(Map.of("paris", 2));
        compare(fight);
    }

    private static Path backup() {
        return folder.resolve("pulso.tar.gz");
    }

    private static void replayAndCompare(DataSet set) {
        JsonNode end = replay(set);
        assertThat(end.path("state").asText()).isEqualTo("DONE");
        assertThat(end.path("accepted").asInt()).isEqualTo(set.truth().rows());
        pulso.awaitCaughtUp();
        compare(set);
    }

    private static JsonNode replay(DataSet set) {
        try {
            return pulso.replay(set.file(), set.options());
        } catch (IOException e) {
            throw new IllegalStateException(set.file() + " is unreadable", e);
        }
    }

    private static void compare(DataSet set) {
        GroundTruth truth = set.truth();
        Map<String, String> all = Map.of(
                "network",
                set.network(),
                "from",
                truth.from().toString(),
                "to",
                truth.to().toString());
        Map<String, Integer> ranking = posts(all);
        assertThat(ranking).containsAllEntriesOf(truth.top());
        assertThat(ranking).hasSize(truth.distinctTags());
        for (String tag : truth.tagsWithWindows(TAGS_WITH_TIME_LINES)) {
            compareTimeLine(set, truth, tag, all);
        }
        if (set.options().get("format").equals("x-v1")) {
            Companions truly = Companions.of(set.file(), truth.top().keySet());
            truth.top().keySet().stream()
                    .limit(TAGS_WITH_COMPANIONS)
                    .forEach(tag -> assertThat(posts("/v1/hashtags/" + tag + "/related", all))
                            .as("beside #%s", tag)
                            .isEqualTo(truly.of(tag)));
        }
    }

    private static void compareTimeLine(DataSet set, GroundTruth truth, String tag, Map<String, String> all) {
        Map<String, String> query = new HashMap<>(all);
        query.put("step", set.step());
        query.put("limit", "10000");
        Map<Instant, Integer> line = new HashMap<>();
        pulso.list("/v1/hashtags/" + tag, query)
                .forEach(point -> line.put(
                        Instant.parse(point.path("start").asText()),
                        point.path("posts").asInt()));
        assertThat(line.values().stream().mapToInt(Integer::intValue).sum())
                .as("total of the time line of #%s", tag)
                .isEqualTo(truth.top().get(tag));
        truth.windows().forEach((start, tags) -> {
            if (tags.containsKey(tag)) {
                assertThat(line.getOrDefault(start, 0))
                        .as("#%s at %s", tag, start)
                        .isEqualTo(tags.get(tag));
            }
        });
    }

    private static Map<String, Integer> posts(Map<String, String> query) {
        return posts("/v1/hashtags", query);
    }

    private static Map<String, Integer> posts(String path, Map<String, String> query) {
        Map<String, String> parameters = new HashMap<>(query);
        parameters.put("limit", "1000");
        Map<String, Integer> posts = new HashMap<>();
        pulso.list(path, parameters)
                .forEach(item ->
                        posts.put(item.path("tag").asText(), item.path("posts").asInt()));
        return posts;
    }

    /** Kills shall hit a pipeline in full flow, not one that has not begun. */
    private static void awaitFirstCounts(DataSet set) {
        GroundTruth truth = set.truth();
        await("first counts of " + set.network())
                .atMost(Duration.ofSeconds(60))
                .until(() -> !posts(Map.of(
                                "network", set.network(),
                                "from", truth.from().toString(),
                                "to", truth.to().toString()))
                        .isEmpty());
    }

    private static String status(int id) {
        return """
                {"created_at":"Wed Jan 07 11:06:08 +0000 2015","id":%1$d,"id_str":"%1$d","text":"#Paris","lang":"fr",\
                "entities":{"hashtags":[{"text":"Paris"}],"user_mentions":[],"urls":[]},"user":{"id_str":"7"}}
                """.formatted(id);
    }
}
