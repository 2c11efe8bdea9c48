package dev.pulso.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The account counts by the rules of the contract, from records as they are on the topics. */
class RecountTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant MINUTE = Instant.parse("2026-11-26T10:00:00Z");

    private final Recount recount = new Recount("mine");

    @Test
    void shouldCountATagOnceAPost() {
        recount.post(post("1/create", "CREATE", "1", "10:00:05", "spark", "kafka", "spark"));

        assertThat(recount.totals().hashtags()).isEqualTo(Map.of(key("spark"), 1L, key("kafka"), 1L));
    }

    @Test
    void shouldLetTheFirstCreateWin() {
        recount.post(post("1/create", "CREATE", "1", "10:00:05", "spark"));
        recount.post(post("1/create", "CREATE", "1", "10:00:06", "flink"));

        assertThat(recount.totals().hashtags()).isEqualTo(Map.of(key("spark"), 1L));
        assertThat(recount.repeated()).isEqualTo(1);
    }

    @Test
    void shouldReplaceByAnUpdateThatIsNotOlder() {
        recount.post(post("1/create", "CREATE", "1", "10:00:05", "spark"));
        recount.post(post("1/update", "UPDATE", "1", "10:00:09", "flink"));
        recount.post(post("1/update2", "UPDATE", "1", "10:00:01", "kafka"));

        assertThat(recount.totals().hashtags()).isEqualTo(Map.of(key("flink"), 1L));
    }

    @Test
    void shouldCountAPairOnceWhicheverTagComesFirst() {
        recount.post(post("1/create", "CREATE", "1", "10:00:05", "spark", "kafka", "spark", "flink"));
        recount.post(post("2/create", "CREATE", "2", "10:00:06", "kafka", "spark"));
        recount.post(post("3/create", "CREATE", "3", "10:00:06", "kafka", "spark"));
        recount.post(post("3/delete", "DELETE", "3", "10:00:09"));

        assertThat(recount.totals().pairs())
                .isEqualTo(Map.of(
                        new PairKey(MINUTE, "kafka", "spark", "mine", "en"),
                        2L,
                        new PairKey(MINUTE, "flink", "spark", "mine", "en"),
                        1L,
                        new PairKey(MINUTE, "flink", "kafka", "mine", "en"),
                        1L));
    }

    @Test
    void shouldForgetADeletedPostForEver() {
        recount.post(post("1/create", "CREATE", "1", "10:00:05", "spark"));
        recount.post(post("1/delete", "DELETE", "1", "10:00:09"));
        recount.post(post("1/update", "UPDATE", "1", "10:00:30", "flink"));

        assertThat(recount.totals().hashtags()).isEmpty();
    }

    @Test
    void shouldCountAnEventOnceAndAddUpItsValue() {
        recount.event(event("a", "12.30"));
        recount.event(event("a", "12.30"));
        recount.event(event("b", "0.70"));

        assertThat(recount.totals().activity().values())
                .singleElement()
                .satisfies(sum -> assertThat(sum.matches(new Sum(2, new BigDecimal("13.00"))))
                        .isTrue());
        assertThat(recount.repeated()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatBelongsToOthers() {
        recount.post(json("""
                {"id":"x:1/create","data":{"op":"CREATE","network":"x","postId":"1","hashtags":[{"tag":"spark"}],
                 "createdAt":"2026-11-26T10:00:00Z","observedAt":"2026-11-26T10:00:00Z"}}"""));
        recount.event(json("""
                {"id":"1","type":"shop.order.v1","source":"/shop","time":"2026-11-26T10:00:00Z","data":{"amount":1}}"""));

        assertThat(recount.totals()).isEqualTo(new Totals(Map.of(), Map.of()));
    }

    private static HashtagKey key(String tag) {
        return new HashtagKey(MINUTE, tag, "mine", "en");
    }

    private static JsonNode post(String step, String op, String id, String at, String... tags) {
        List<String> list =
                List.of(tags).stream().map(tag -> "{\"tag\":\"" + tag + "\"}").toList();
        return json("""
                {"id":"mine:%s","data":{"op":"%s","network":"mine","postId":"%s","lang":"en","hashtags":%s,
                 "createdAt":"2026-11-26T10:00:05Z","observedAt":"2026-11-26T%sZ"}}""".formatted(step, op, id, list, at));
    }

    private static JsonNode event(String id, String amount) {
        return json("""
                {"id":"%s","type":"faults.mine.v1","source":"/s","time":"2026-11-26T10:00:07Z","data":{"amount":%s}}""".formatted(id, amount));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
