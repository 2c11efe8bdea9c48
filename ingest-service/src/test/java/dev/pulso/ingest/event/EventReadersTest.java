package dev.pulso.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReadersTest {
    private static final int MAX = 10_000;
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    // Digits, order, a name twice, spaces: all of it is the sender's.
    private static final String DATA = "{ \"z\":1.50, \"a\" : 12345678901234567890.10e+2,\"a\":\"\\u00e9 \u20ac\" }";

    @Test
    void shouldKeepEveryByteOfDataInABatch() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"data\":" + DATA + " ,\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";

        List<Incoming> events = all(EventReaders.batch(stream("[ " + event + " ,\n" + event + "]"), MAX));

        assertThat(events).hasSize(2).allSatisfy(one -> {
            Incoming.Good good = (Incoming.Good) one;
            assertThat(new String(good.bytes(), StandardCharsets.UTF_8)).isEqualTo(event);
            String data = new String(good.bytes(), StandardCharsets.UTF_8);
            byte[] slice = java.util.Arrays.copyOfRange(
                    good.bytes(), good.envelope().dataStart(), good.envelope().dataEnd());
            assertThat(new String(slice, StandardCharsets.UTF_8)).isEqualTo(DATA);
            String stamped = new String(EventStamps.stamp(good, NOW, "/z", null), StandardCharsets.UTF_8);
            assertThat(stamped)
                    .isEqualTo("{\"time\":\"2026-11-23T08:00:00Z\",\"pulsovalue\":\"/z\"," + data.substring(1));
        });
    }

    @Test
    void shouldReplaceANullTime() throws Exception {
        Incoming.Good good = (Incoming.Good)
                single("{\"time\": null,\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}");
        assertThat(new String(EventStamps.stamp(good, NOW, null, null), StandardCharsets.UTF_8))
                .startsWith("{\"time\": \"2026-11-23T08:00:00Z\",\"specversion\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"source\":\"/s\",\"type\":\"t\"`, missing-attribute, /id",
                "`\"id\":\"\",\"source\":\"/s\",\"type\":\"t\"`, empty-attribute, /id",
                "`\"id\":7,\"source\":\"/s\",\"type\":\"t\"`, invalid-attribute-type, /id",
                "`\"id\":\"1\",\"type\":\"t\"`, missing-attribute, /source",
                "`\"id\":\"1\",\"source\":\"/s\"`, missing-attribute, /type",
                "`\"id\":\"1\",\"id\":\"2\",\"source\":\"/s\",\"type\":\"t\"`, duplicate-attribute, /id",
                "`\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":null,\"data\":1`, duplicate-attribute, /data",
                "`\"id\":\"1\",\"source\":\"a b\",\"type\":\"t\"`, invalid-uri, /source",
                "`\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"Bad-Name\":\"x\"`, invalid-attribute-name, /Bad-Name",
                "`\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"ext\":{}`, invalid-attribute-type, /ext",
                "`\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"\"`, empty-attribute, /subject",
                "`\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":1,\"data_base64\":\"AA==\"`, data-conflict, /data_base64",
                "`\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\"?\"`, invalid-data, /data_base64",
            })
    void shouldNameWhatIsWrong(String members, String code, String pointer) throws Exception {
        Incoming.Bad bad = (Incoming.Bad) single("{\"specversion\":\"1.0\"," + members + "}");
        assertThat(bad.error().fault().code()).isEqualTo(code);
        assertThat(bad.error().pointer()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-04-05T03:56:24Z", "2018-04-05t03:56:24.123456789+02:00", "0001-01-01T00:00:00Z"})
    void shouldTakeTimes(String time) throws Exception {
        assertThat(single(timed(time))).isInstanceOf(Incoming.Good.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2018-04-05",
                "2018-04-05 03:56:24Z",
                "2018-04-05T03:56Z",
                "2018-02-30T00:00:00Z",
                "now",
                "",
                "0000-12-31T00:00:00Z",
                "10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "1524000000"
            })
    void shouldRefuseTimes(String time) throws Exception {
        assertThat(single(timed(time))).isInstanceOf(Incoming.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300_000})
    void shouldRefuseOnlyTheBadElementOfABatch(int padding) throws Exception {
        String good = timed("2018-04-05T03:56:24Z");
        String large = "{\"data\":\"" + "x".repeat(50_000) + "\"}";
        String body = "[" + good + ",7," + large + "," + good + ",[" + good + "]]" + " ".repeat(padding);
        List<Incoming> events = all(EventReaders.batch(stream(body), MAX));
        assertThat(events).extracting(Incoming::id).containsExactly("1", null, null, "1", null);
        assertThat(((Incoming.Bad) events.get(2)).error().fault()).isEqualTo(EventFault.EVENT_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"text\"",
                "null",
                "[{\"id\":\"1\"}]",
                "{}",
                "{\"id\":\"1\",\"id\":\"2\",\"source\":{\"a\":[1,{}]},\"type\":\"t\"}",
                "{\"id\":\"1\",\"Bad-Name\":[[],{\"id\":\"2\"}],\"data\":\"x\"}",
                "{\"id\":\"1\",\"source\":\"/s\",\"type\":{\"t\":1},\"data\":{\"a\":\"}\"}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\", \"data\" : \"\\u00e9}\" }",
                "{ \"time\" : null,\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\": -1.50e+2}",
            })
    void shouldReadAShortBodyAsItReadsALongOne(String element) throws Exception {
        String body = "[" + element + " , " + timed("2018-04-05T03:56:24Z") + "," + element + "]";
        String padding = " ".repeat(300_000);

        assertThat(all(EventReaders.batch(stream(body), MAX)))
                .hasSize(3)
                .usingRecursiveComparison()
                .isEqualTo(all(EventReaders.batch(stream(body + padding), MAX)));
    }

    @Test
    void shouldReadLines() throws Exception {
        String good = timed("2018-04-05T03:56:24Z");
        List<Incoming> events = all(EventReaders.ndjson(stream(good + "\r\n\n{oops\n" + good), MAX));
        assertThat(events).extracting(Incoming::id).containsExactly("1", null, "1");
    }

    @Test
    void shouldCarryBinaryModeOver() throws Exception {
        Map<String, String> headers = Map.of("specversion", "1.0", "id", "\"q\"", "source", "/s", "type", "caf%C3%A9");
        Incoming.Good good =
                (Incoming.Good) all(EventReaders.binary(stream(DATA), MAX, headers, "application/json; charset=utf-8"))
                        .get(0);
        String text = new String(good.bytes(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("\"data\":" + DATA)
                .contains("\"datacontenttype\":\"application/json; charset=utf-8\"");
        assertThat(good.envelope().id()).isEqualTo("q");
        assertThat(good.envelope().type()).isEqualTo("caf\u00e9");
        JsonNode node = MessageCodec.mapper().readTree(good.bytes());
        assertThat(node.get("data").get("z").decimalValue()).isEqualByComparingTo("1.5");
    }

    @Test
    void shouldTurnRowsIntoEvents() throws Exception {
        String csv = "n,when,price\nA,2010-12-01 08:26:00,2.550\nB,2010-06-31 08:26:00,1\nC,2010-12-01 08:26:00\n"
                + "\"D\"x,2010-12-01 08:26:00,3\nE,2010-06-01 08:26:00,x\n";
        CsvOptions options =
                new CsvOptions("t", "/s", "n", "n", "when", "yyyy-MM-dd HH:mm:ss", "Europe/London", Set.of("price"));
        List<Incoming> events = all(EventReaders.csv(stream(csv), MAX, StandardCharsets.UTF_8, options));
        assertThat(events)
                .filteredOn(Incoming.Good.class::isInstance)
                .extracting(Incoming::id)
                .containsExactly("A", "E");
        assertThat(new String(((Incoming.Good) events.get(0)).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"A\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"A\","
                        + "\"time\":\"2010-12-01T08:26:00Z\",\"datacontenttype\":\"application/json\","
                        + "\"data\":{\"n\":\"A\",\"when\":\"2010-12-01 08:26:00\",\"price\":2.550}}");
        assertThat(new String(((Incoming.Good) events.get(events.size() - 1)).bytes(), StandardCharsets.UTF_8))
                .contains("\"time\":\"2010-06-01T07:26:00Z\"")
                .contains("\"price\":\"x\"");
    }

    @Test
    void shouldEndAtAnUnclosedQuoteWithoutHoldingTheRest() {
        String csv = "type,source\n\"" + "x".repeat(200_000);
        CsvOptions options = new CsvOptions(null, null, null, null, null, null, null, Set.of());
        assertThatThrownBy(() -> all(EventReaders.csv(stream(csv), MAX, StandardCharsets.UTF_8, options)))
                .isInstanceOf(BrokenBodyException.class);
    }

    @Property(tries = 300)
    void shouldSurviveAnyBytes(@ForAll byte[] bytes) throws IOException {
        survive(EventReaders.structured(new ByteArrayInputStream(bytes), MAX));
        surviveBatch(new ByteArrayInputStream(bytes));
        surviveBatch(stream("[" + new String(bytes, StandardCharsets.ISO_8859_1)));
        survive(EventReaders.ndjson(new ByteArrayInputStream(bytes), MAX));
        CsvOptions options = new CsvOptions("t", "/s", null, null, null, null, null, Set.of());
        survive(EventReaders.csv(new ByteArrayInputStream(bytes), MAX, StandardCharsets.UTF_8, options));
    }

    @Test
    void shouldSurviveDeepNesting() throws Exception {
        String deep = "[".repeat(100_000);
        assertThat(all(EventReaders.ndjson(stream("{\"data\":" + deep), 1_000_000)))
                .singleElement()
                .isInstanceOf(Incoming.Bad.class);
    }

    private static void surviveBatch(InputStream body) throws IOException {
        try {
            survive(EventReaders.batch(body, MAX));
        } catch (BrokenBodyException e) {
            assertThat(e.detail()).isNotEmpty();
        }
    }

    private static void survive(EventReader reader) throws IOException {
        try {
            all(reader);
        } catch (BrokenBodyException | ParameterException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static String timed(String time) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"" + time + "\"}";
    }

    private static Incoming single(String event) throws Exception {
        return all(EventReaders.structured(stream(event), MAX)).get(0);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Incoming> all(EventReader reader) throws IOException, BrokenBodyException {
        List<Incoming> events = new ArrayList<>();
        for (Incoming event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }
}
