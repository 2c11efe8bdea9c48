package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FuzzTest {
    private static final Map<String, String> CSV = Map.of("type", "t", "source", "/s");

    @Property(tries = 1500)
    void shouldNeverFailOnAnyBytes(
            @ForAll("contentTypes") String type, @ForAll("bodies") byte[] body, @ForAll("encodings") String encoding)
            throws IOException {
        Fuzz fuzz = new Fuzz();
        boolean binary = type.startsWith("ce ");
        Map<String, String> headers = binary
                ? Map.of(
                        "Content-Type",
                        type.substring(3),
                        "ce-id",
                        "1",
                        "ce-type",
                        "t",
                        "ce-source",
                        "/s",
                        "ce-specversion",
                        "1.0",
                        "Content-Encoding",
                        encoding)
                : Map.of("Content-Type", type, "Content-Encoding", encoding);
        byte[] sent = encoding.equals("gzip") && body.length % 2 == 0 ? Fuzz.gzip(body) : body;

        assertThat(fuzz.post(headers, CSV, sent).status()).isBetween(200, 499);
    }

    @Property(tries = 300)
    void shouldNeverFailOnAnyHeader(@ForAll String type, @ForAll String value, @ForAll String name) throws IOException {
        Fuzz fuzz = new Fuzz();
        Map<String, String> headers = Map.of(
                "Content-Type",
                type,
                "ce-id",
                value,
                "ce-" + name,
                value,
                "ce-specversion",
                "1.0",
                "traceparent",
                value);
        assertThat(fuzz.post(headers, Map.of(), new byte[] {'1'}).status()).isBetween(200, 499);
    }

    @Property(tries = 500)
    void shouldTakeGoodLinesBesideAnything(@ForAll("lines") List<byte[]> lines) throws IOException {
        Fuzz fuzz = new Fuzz();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            body.writeBytes(good(i));
            body.write('\n');
            body.writeBytes(lines.get(i));
            body.write('\n');
        }
        body.writeBytes(good(lines.size()));
        Fuzz.Reply reply = fuzz.post(Map.of("Content-Type", "application/x-ndjson"), Map.of(), body.toByteArray());
        assertThat(reply.status()).isIn(202, 207);
        assertThat(fuzz.sent(Topics.EVENTS_NAME, "fuzz-good")).isEqualTo(lines.size() + 1L);
    }

    @Property(tries = 300)
    void shouldTakeGoodElementsBesideAnyValues(@ForAll("values") List<String> values) throws IOException {
        Fuzz fuzz = new Fuzz();
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            elements.add(values.get(i));
            elements.add(new String(good(i), StandardCharsets.UTF_8));
        }
        byte[] body = ("[" + String.join(",", elements) + "]").getBytes(StandardCharsets.UTF_8);
        Fuzz.Reply reply = fuzz.post(Map.of("Content-Type", "application/cloudevents-batch+json"), Map.of(), body);
        assertThat(reply.status()).isIn(202, 207);
        assertThat(fuzz.sent(Topics.EVENTS_NAME, "fuzz-good")).isEqualTo(values.size());
    }

    @Property(tries = 300)
    void shouldTakeGoodRowsBesideAnyOthers(@ForAll("rows") List<byte[]> rows) throws IOException {
        Fuzz fuzz = new Fuzz();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("id,text\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < rows.size(); i++) {
            body.writeBytes(rows.get(i));
            body.writeBytes(("\n" + i + ",fuzz-good\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(fuzz.post(Map.of("Content-Type", "text/csv"), CSV, body.toByteArray())
                        .status())
                .isIn(202, 207);
        assertThat(fuzz.sent(Topics.EVENTS_NAME, "fuzz-good")).isEqualTo(rows.size());
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.of(
                "application/cloudevents+json",
                "application/cloudevents-batch+json",
                "application/x-ndjson",
                "text/csv",
                "text/csv; charset=utf-16",
                "application/json",
                "ce application/json",
                "ce text/plain",
                "ce application/octet-stream");
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just("identity")),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("gzip")));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return Arbitraries.oneOf(noise, almostJson(), spoilt());
    }

    @Provide
    Arbitrary<List<byte[]>> lines() {
        return Arbitraries.oneOf(Arbitraries.bytes().array(byte[].class).ofMaxSize(80), almostJson())
                .map(line -> without(line, "\n"))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<byte[]>> rows() {
        // A quote that does not close takes what follows into its cell: nobody can tell otherwise.
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(60)
                .map(row -> without(row, "\n\r\""))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> values() {
        Arbitrary<String> scalars =
                Arbitraries.of("1", "-0.0", "1E999999999", "true", "null", "\"\\u0000\"", "\"x\"", "{}", "[]");
        Arbitrary<String> nested = Arbitraries.lazyOf(
                () -> scalars,
                () -> scalars.map(value -> "[" + value + "]"),
                () -> Combinators.combine(scalars, Arbitraries.of("id", "data", "time", "type", "x y", ""))
                        .as((value, name) -> "{\"" + name + "\":" + value + ",\"" + name + "\":" + value + "}"),
                () -> Arbitraries.integers().between(1, 900).map(depth -> "[".repeat(depth) + "]".repeat(depth)));
        return nested.list().ofMaxSize(8);
    }

    /** Pieces of JSON and of events in any order. */
    private static Arbitrary<byte[]> almostJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "\\",
                        "null",
                        "1e9",
                        "\"id\"",
                        "\"data\"",
                        "\"time\"",
                        "\n",
                        "\"specversion\":\"1.0\"",
                        "\"\\uD800\"",
                        "\u00e4",
                        "\ufeff",
                        "\u0000",
                        " ")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.UTF_8));
    }

    /** A good batch with one byte changed. */
    private static Arbitrary<byte[]> spoilt() {
        byte[] batch = ("[" + new String(good(1), StandardCharsets.UTF_8) + "]").getBytes(StandardCharsets.UTF_8);
        return Combinators.combine(Arbitraries.integers().between(0, batch.length - 1), Arbitraries.bytes())
                .as((at, value) -> {
                    byte[] copy = batch.clone();
                    copy[at] = value;
                    return copy;
                });
    }

    private static byte[] without(byte[] line, String characters) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (byte b : line) {
            if (characters.indexOf(b) < 0) {
                kept.write(b);
            }
        }
        return kept.toByteArray();
    }

    private static byte[] good(int number) {
        return ("{\"specversion\":\"1.0\",\"id\":\"" + number
                        + "\",\"source\":\"/s\",\"type\":\"t\",\"data\":\"fuzz-good\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
