package dev.pulso.extractor.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulso.extractor.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Frames of Jetstream: real ones where they are, and made ones. */
final class Frames {
    static final long START = 1_790_000_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Frames() {}

    /** Real frames of wire version 1, likes and follows among them; made ones without them. */
    static List<String> real() throws IOException {
        Optional<Path> file = SharedData.find("raw-samples/bluesky-jetstream/corpus/testdata/expected_v1.jsonl");
        return file.isPresent() ? Files.readAllLines(file.get()) : made(0, 50);
    }

    static List<String> made(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> v1(i, "#News number " + i))
                .toList();
    }

    static String v1(int number, String text) {
        return v1(number, "create", text);
    }

    static String v1(int number, String operation, String text) {
        return """
                {"did":"did:plc:a%1$d","time_us":%2$d,"kind":"commit","commit":{"rev":"3mptbypluud2a","operation":"%3$s",\
                "collection":"app.bsky.feed.post","rkey":"r%1$d","record":{"$type":"app.bsky.feed.post",\
                "createdAt":"2026-01-01T00:00:00Z","langs":["en"],"text":"%4$s","facets":[{"index":{"byteStart":0,"byteEnd":5},\
                "features":[{"$type":"app.bsky.richtext.facet#tag","tag":"news"}]}]}}}""".formatted(number, micros(number), operation, text);
    }

    static String id(int number) {
        return "at://did:plc:a" + number + "/app.bsky.feed.post/r" + number;
    }

    static long micros(int number) {
        return START + number * 1_000_000L;
    }

    static String v1Deleted(String did, int number) {
        return """
                {"did":"%1$s","time_us":%2$d,"kind":"account","account":{"active":false,"did":"%1$s","status":"deleted",\
                "seq":1,"time":"2026-05-25T14:23:29.950Z"}}""".formatted(did, micros(number));
    }

    /** The same event in wire version 2. */
    static String v2(String v1, long seq) {
        try {
            JsonNode old = JSON.readTree(v1);
            ObjectNode payload = JSON.createObjectNode();
            String kind = old.path("kind").asText();
            payload.put("$type", "network.bsky.jetstream.subscribeEvents#" + kind);
            payload.put("seq", seq);
            payload.put("did", old.path("did").asText());
            payload.put(
                    "time",
                    Instant.EPOCH
                            .plus(old.path("time_us").asLong(), ChronoUnit.MICROS)
                            .toString());
            if (kind.equals("commit")) {
                payload.setAll((ObjectNode) old.path("commit"));
            } else {
                payload.set(kind, old.path(kind));
            }
            ObjectNode frame = JSON.createObjectNode();
            frame.put("$type", "message");
            frame.set("payload", payload);
            return JSON.writeValueAsString(frame);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
