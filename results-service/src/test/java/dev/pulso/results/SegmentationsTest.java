package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Segment;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SegmentationsTest extends ServiceTest {
    private static final Instant T0 = Instant.parse("2025-08-01T00:00:00Z");

    @Test
    void shouldServeTheGoldenExamplesWithTheFieldsOfNewerSenders() {
        String run = new String(example("pulso.segmentation.v1"), StandardCharsets.UTF_8)
                .replace("\"size\": 3216", "\"size\": 3216, \"colour\": \"blue\"");
        bus.send("pulso.members", "k", example("pulso.member.v1"));
        bus.send("pulso.members", "k", example("pulso.member.v1.left"));
        bus.send("pulso.segmentations", "customers|12", run.getBytes(StandardCharsets.UTF_8));
        awaitMember("customers", "customer-9");

        get("/v1/segmentations?limit=1000").body("items.name", hasItems("customers"));
        get("/v1/segmentations/customers")
                .body("name", equalTo("customers"))
                .body("members", equalTo(1))
                .body("latest.verdict", equalTo("PROMOTED"))
                .body("current.metrics.silhouette", equalTo(0.62f));
        get("/v1/segmentations/customers/segments")
                .body("items.id", contains("s2", "s1"))
                .body("items[0].rules[0].text", equalTo("frequency <= 3.5"))
                .body("items[0].colour", equalTo("blue"))
                .body("items[0].centroid.recencyDays", equalTo(40.3f))
                .body("items.members", contains(0, 1))
                .body("items.listed", contains(false, false));
        get("/v1/segmentations/customers/versions/12").body("current", equalTo(true));
        get("/v1/segmentations/customers/members/customer-7")
                .body("segment", equalTo("s1"))
                .body("segmentName", equalTo("frequent, high spend"))
                .body("features.frequency", equalTo(14.0f))
                .body("nearest", equalTo("s2"))
                .body("distance", equalTo(0.83f));
        get("/v1/segmentations/customers/members/customer-9")
                .body("segment", nullValue())
                .body("history.size()", equalTo(1));
        given().accept("text/csv")
                .get("/v1/segmentations/customers/segments")
                .then()
                .body(startsWith(
                        "id,name,size,share,members,listed,centroid,details\r\ns2,\"occasional, recent\",3216,"))
                .body(containsString("\"\"colour\"\":\"\"blue\"\""));
    }

    @Test
    void shouldLetThePromotedRunCountThatFinishedLast() {
        send(run("runs", 1, 1, Verdict.PROMOTED, "a"));
        send(run("runs", 2, 2, Verdict.PROMOTED, "a", "b"));
        send(run("runs", 3, 3, Verdict.REFUSED, "x"));
        eventually(() -> get("/v1/segmentations/runs").body("latest.version", equalTo(3)));

        get("/v1/segmentations/runs/versions")
                .body("items.version", contains(3, 2, 1))
                .body("items.current", contains(false, true, false))
                .body("items.verdict", contains("REFUSED", "PROMOTED", "PROMOTED"))
                .body("items.segments", contains(1, 2, 1));
        JsonPath first =
                get("/v1/segmentations/runs/versions?limit=2").extract().jsonPath();
        get("/v1/segmentations/runs/versions?limit=2&after=" + first.getString("next"))
                .body("items.version", contains(1))
                .body("next", nullValue());

        // a rollback tells the old run again, later
        send(run("runs", 1, 4, Verdict.PROMOTED, "a"));
        send(run("runs", 2, 1, Verdict.REFUSED, "a", "b"));
        send(run("runs", 4, 5, Verdict.NO_STRUCTURE));
        eventually(() -> get("/v1/segmentations/runs").body("latest.version", equalTo(4)));
        get("/v1/segmentations/runs/segments").body("items.id", contains("a"));
        get("/v1/segmentations/runs").body("current.version", equalTo(1));
        get("/v1/segmentations/runs/versions/2").body("verdict", equalTo("PROMOTED"));
    }

    @Test
    void shouldListMembersOfSegmentsThatAreLargeEnough() {
        send(run("list", 1, 1, Verdict.PROMOTED, "big", "small", "empty"));
        for (String entity : List.of("b", "a", "é", "Z", "c", "d")) {
            send(member("list", entity, "big", 1, 1));
        }
        send(member("list", "one", "small", 1, 1));
        for (String entity : List.of("b", "a", "é", "Z", "c", "d", "one")) {
            awaitMember("list", entity);
        }

        JsonPath first = get("/v1/segmentations/list/segments/big/members?limit=4")
                .extract()
                .jsonPath();
        assertThat(first.getList("items.entity")).isEqualTo(List.of("Z", "a", "b", "c"));
        get("/v1/segmentations/list/segments/big/members?limit=4&after=" + first.getString("next"))
                .body("items.entity", contains("d", "é"))
                .body("next", nullValue());
        problem("/v1/segmentations/list/segments/small/members", 403, "segment-too-small");
        problem("/v1/segmentations/list/segments/empty/members", 403, "segment-too-small");
        problem("/v1/segmentations/list/segments/none/members", 404, "not-found");
        problem("/v1/segmentations/list/members/nobody", 404, "not-found");
        problem("/v1/segmentations/list/versions/9", 404, "not-found");
        problem("/v1/segmentations/list/versions/x", 400, "invalid-parameter");
        problem("/v1/segmentations/none/movements", 404, "not-found");
        problem("/v1/segmentations/none", 404, "not-found");
    }

    @Test
    void shouldTellMovementsThatAddUpBetweenAnyTwoTimes() {
        send(run("moves", 1, 1, Verdict.PROMOTED, "s0", "s1", "s2"));
        Random random = new Random(7);
        Map<Integer, Map<String, String>> states = new TreeMap<>(Map.of(0, Map.of("e0", "s0")));
        for (int day = 1; day <= 6; day++) {
            Map<String, String> state = new HashMap<>(states.get(day - 1));
            for (int entity = 0; entity < 40; entity++) {
                if (random.nextInt(3) == 0) {
                    int segment = random.nextInt(4);
                    String name = segment == 3 ? null : "s" + segment;
                    Member change = member("moves", "e" + entity, name, day, day);
                    send(change);
                    // redelivered, and an older one behind it
                    send(change);
                    state.put("e" + entity, name);
                }
            }
            states.put(day, state);
        }
        send(member("moves", "e0", "s0", 1, 0.5));
        for (int partition = 0; partition < 40; partition++) {
            send(member("moves", "e" + partition, "s1", 7, 100));
        }
        for (int partition = 0; partition < 40; partition++) {
            awaitMemberAt("moves", "e" + partition, 7);
        }
        for (int from = 1; from < 6; from++) {
            for (int to = from + 1; to <= 6; to++) {
                Map<String, Long> expected = matrix(states.get(from), states.get(to));
                JsonPath answer = get("/v1/segmentations/moves/movements?from=" + day(from) + "&to=" + day(to))
                        .extract()
                        .jsonPath();
                Map<String, Long> told = new TreeMap<>();
                answer.<Map<String, Object>>getList("items")
                        .forEach(each -> told.put(
                                each.get("from") + ">" + each.get("to"), ((Number) each.get("entities")).longValue()));
                assertThat(told).isEqualTo(expected);
            }
        }
    }

    /** Entities by where they were and where they are; those that were nowhere at both times are not told. */
    private static Map<String, Long> matrix(Map<String, String> before, Map<String, String> after) {
        Map<String, Long> matrix = new TreeMap<>();
        after.keySet().forEach(entity -> {
            String cell = before.get(entity) + ">" + after.get(entity);
            if (!cell.equals("null>null")) {
                matrix.merge(cell, 1L, Long::sum);
            }
        });
        return matrix;
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/segmentations/c%20d/train, 202, asked, /v1/segmentations/c%20d/train",
        "/v1/segmentations/c/rollback?version=3, 202, asked, /v1/segmentations/c/rollback?version=3",
        "/v1/segmentations/refused/train, 409, code, busy",
        "/v1/segmentations/away/train, 503, code, processor-unavailable",
        "/v1/segmentations/old/rollback, 404, code, not-found",
    })
    void shouldPassOrdersOn(String address, int status, String field, String value) {
        given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body("x")
                .post(address)
                .then()
                .statusCode(status)
                .body(field, equalTo(value));
    }

    @Test
    void shouldEraseAMemberForGoodAndShowNoExamplesOfSmallSegments() {
        send(run("erase", 1, 1, Verdict.PROMOTED, "s0", "s1"));
        for (int entity = 0; entity < 7; entity++) {
            send(member("erase", "e" + entity, entity == 6 ? "s1" : "s0", 1, 1));
            awaitMember("erase", "e" + entity);
        }
        eventually(() -> get("/v1/segmentations/erase").body("members", equalTo(7)));
        get("/v1/segmentations/erase/segments")
                .body("items.find { it.id == 's0' }.examples", contains("e0", "e1"))
                .body("items.find { it.id == 's1' }.examples", nullValue());

        given().delete("/v1/segmentations/away/members/e1").then().statusCode(503);
        given().delete("/v1/segmentations/erase/members/e1")
                .then()
                .statusCode(202)
                .body("asked", equalTo("/v1/segmentations/erase/members/e1"));
        given().delete("/v1/segmentations/erase/members/never%2Fseen%C3%A9")
                .then()
                .statusCode(202);

        problem("/v1/segmentations/erase/members/e1", 404, "not-found");
        get("/v1/segmentations/erase").body("current.segments[0].examples", contains("e0"));
        // What is told of it again is not kept; the one behind it is.
        send(run("erase", 1, 1, Verdict.PROMOTED, "s0", "s1"));
        send(member("erase", "e1", "s1", 1, 1));
        send(member("erase", "e1", "s1", 2, 2));
        for (int entity = 0; entity < 40; entity++) {
            send(member("erase", "f" + entity, "s0", 2, 2));
        }
        for (int entity = 0; entity < 40; entity++) {
            awaitMember("erase", "f" + entity);
        }
        problem("/v1/segmentations/erase/members/e1", 404, "not-found");
        get("/v1/segmentations/erase/movements?from=" + day(1.5) + "&to=" + day(3))
                .body("items.find { it.from == 's0' && it.to == 's0' }.entities", equalTo(5))
                .body("items.find { it.from == null && it.to == 's0' }.entities", equalTo(40));
        get("/v1/segmentations/erase/versions/1").body("segments[0].examples", contains("e0"));
    }

    private void send(Segmentation run) {
        bus.send(
                "pulso.segmentations",
                run.key(),
                MessageCodec.write(event(run.key(), Topics.SEGMENTATIONS.type(), run)));
    }

    private void send(Member member) {
        bus.sendFast(
                "pulso.members", member.key(), MessageCodec.write(event(member.key(), Topics.MEMBERS.type(), member)));
    }

    private static <T> CloudEvent<T> event(String id, String type, T data) {
        return new CloudEvent<>(id, "/pulso/spark-processor", type, null, T0, null, data);
    }

    private static Instant day(double day) {
        return T0.plusSeconds((long) (day * 86_400));
    }

    private static Segmentation run(String name, long version, int day, Verdict verdict, String... segments) {
        return new Segmentation(
                name,
                version,
                day(day).minusSeconds(60),
                day(day),
                verdict,
                List.of(),
                List.of(),
                10,
                Map.of("silhouette", 0.5),
                List.of(segments).stream()
                        .map(id -> new Segment(
                                id,
                                "name of " + id,
                                5,
                                0.5,
                                Map.of("f", 1.0),
                                List.of(),
                                List.of(),
                                List.of("e0", "e1"),
                                null,
                                null))
                        .toList(),
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                Map.of("es", Map.of("name", "nombre")),
                List.of(),
                List.of(),
                List.of());
    }

    private static Member member(String name, String entity, String segment, long version, double day) {
        return new Member(
                name,
                entity,
                segment,
                null,
                version,
                0.5,
                day(day),
                Map.of("f", 1.5),
                "s9",
                "because of f",
                "f 1.5 → 3");
    }

    private static void awaitMember(String name, String entity) {
        eventually(() -> get("/v1/segmentations/" + name + "/members/" + entity));
    }

    private static void awaitMemberAt(String name, String entity, int version) {
        eventually(() -> get("/v1/segmentations/" + name + "/members/" + entity).body("version", equalTo(version)));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
    }

    private static ValidatableResponse get(String address) {
        return given().get(address).then().statusCode(200);
    }

    private static void problem(String address, int status, String code) {
        given().get(address)
                .then()
                .statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo(code));
    }
}
