package dev.pulso.processor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.Topics;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.Origin;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T08:00:30Z");
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"%s,\"data\":{\"v\":[1.50,\"x\"]}}";

    @Test
    void shouldReadTheGoldenEvent() throws Exception {
        try (InputStream json = Topics.class.getResourceAsStream("examples/event.json")) {
            Fact fact = event(json.readAllBytes());

            assertThat(fact.event().key().windowStart()).isEqualTo(Instant.parse("2026-11-23T08:01:00Z"));
            assertThat(fact.event().subject()).isEqualTo("customer-7");
        }
    }

    @Test
    void shouldTakeTheTimeOfTheBrokerWhenTheEventHasNone() {
        assertThat(event(EVENT.formatted("")).event().key().windowStart())
                .isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
    }

    @Test
    void shouldAddUpTheNumberThatTheEnvelopeNames() {
        assertThat(event(EVENT.formatted(",\"pulsovalue\":\"/v/0\"")).event().value())
                .isEqualByComparingTo(new BigDecimal("1.5"));
        assertThat(event(EVENT.formatted(",\"pulsovalue\":\"/v/1\"")).event().value())
                .isNull();
        assertThat(event(EVENT.formatted(",\"pulsovalue\":\"v\"")).rejected().pointer())
                .isEqualTo("/pulsovalue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "1",
                "{",
                "{} {}",
                "{\"id\":\"1\"}",
                "\u0000",
                "{\"id\":\"1\",\"source\":\"/s\",\"type\":\"a\\u0000b\"}",
                "{\"id\":\"1\",\"source\":\"/s\",\"type\":\"a\\ud800b\"}",
                "{\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"yesterday\"}",
                "{\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"1969-12-31T23:59:59Z\"}",
                "{\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"+10000-01-01T00:00:00Z\"}",
                "{\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"pulsovalue\":\"/v\",\"data\":{\"v\":1E999999999}}"
            })
    void shouldRejectWhatCannotBeCounted(String poison) {
        Fact fact = event(poison);

        assertThat(fact.rejected()).isNotNull();
        assertThat(fact.rejected().origin()).isEqualTo("pulso.events-0-7");
        assertThat(fact.rejected().code()).isNotEmpty();
        assertThat(Base64.getDecoder().decode(fact.rejected().raw())).isEqualTo(poison.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"pulso.events", "pulso.posts"})
    void shouldRejectTombstonesAndDepthsAndShortenTheHuge(String topic) {
        Origin at = new Origin(topic, 0, 7);

        assertThat(RecordReader.read(at, RECEIVED, null).fact().rejected().code())
                .isEqualTo("empty");
        assertThat(RecordReader.read(at, RECEIVED, "[".repeat(100_000).getBytes(UTF_8))
                        .fact()
                        .rejected())
                .isNotNull();
        Fact huge = RecordReader.read(at, RECEIVED, "x".repeat(2_000_000).getBytes(UTF_8))
                .fact();
        assertThat(huge.rejected().raw()).hasSizeLessThan(1_500_000);
        assertThat(huge.rejected().detail()).contains("of 2000000 bytes");
    }

    @Test
    void shouldCountByTheCountingFormWhateverTheSenderWrote() {
        Fact fact = post("\"hashtags\":[{\"tag\":\"#Kafka\",\"text\":\"Kafka\"},{\"tag\":\"kafka\"},{\"tag\":\"#\"}],");

        assertThat(fact.post().counted().tags()).singleElement().satisfies(tag -> {
            assertThat(tag.tag()).isEqualTo("kafka");
            assertThat(tag.text()).isEqualTo("Kafka");
        });
        assertThat(fact.post().counted().lang()).isEqualTo("und");
    }

    @Test
    void shouldShowTextWithoutCharactersThatNoStoreTakes() {
        String text = post("\"text\":\"a\\u0000b\\ud83dc" + "é".repeat(900) + "\",")
                .post()
                .sample()
                .text();

        assertThat(text).startsWith("a\uFFFDb?c").hasSize(500);
    }

    @Test
    void shouldRejectTagsThatCannotBeAKey() {
        assertThat(post("\"hashtags\":[{\"tag\":\"a\\u0000\"}],").rejected().pointer())
                .isEqualTo("/data/hashtags/0/tag");
        assertThat(post("\"hashtags\":[{\"tag\":\"" + "a".repeat(501) + "\"}],").rejected())
                .isNotNull();
    }

    @Property(tries = 500)
    void shouldAnswerToAnyBytes(@ForAll byte[] bytes, @ForAll boolean post) {
        Origin at = new Origin(post ? "pulso.posts" : "pulso.events", 0, 7);

        assertThat(RecordReader.read(at, RECEIVED, bytes).key()).isNotEmpty();
    }

    private static Fact event(String json) {
        return event(json.getBytes(UTF_8));
    }

    private static Fact event(byte[] json) {
        return RecordReader.read(new Origin("pulso.events", 0, 7), RECEIVED, json)
                .fact();
    }

    private static Fact post(String fields) {
        String json = """
                {"specversion":"1.0","id":"1","source":"/t","type":"pulso.post.v1","time":"2026-11-23T08:00:00Z",
                 "data":{"op":"CREATE","network":"n","postId":"1",%s
                 "createdAt":"2026-11-23T08:00:00Z","observedAt":"2026-11-23T08:00:00Z"}}
                """.formatted(fields);
        return RecordReader.read(new Origin("pulso.posts", 0, 7), RECEIVED, json.getBytes(UTF_8))
                .fact();
    }
}
