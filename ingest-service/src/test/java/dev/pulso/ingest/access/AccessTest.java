package dev.pulso.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.access.Issuer;
import dev.pulso.contracts.Topics;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.ingest.Broker;
import dev.pulso.ingest.Door;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Broker.class)
@TestProfile(AccessTest.Keys.class)
class AccessTest {
    private static final String WRITER = UUID.randomUUID().toString();
    private static final String READER = UUID.randomUUID().toString();
    private static final String ADMIN = UUID.randomUUID().toString();
    private static final String SLOW = UUID.randomUUID().toString();

    private static final String ISSUER = "https://issuer.example/realm";
    private static final RsaJsonWebKey ISSUER_KEY = Issuer.newKey("one");

    /** Asks for keys. */
    public static class Keys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path file = Files.createTempFile("pulso-keys", ".json");
                file.toFile().deleteOnExit();
                Files.writeString(
                        file,
                        "[" + key("writer", WRITER, "write", "") + "," + key("reader", READER, "read", "") + ","
                                + key("admin", ADMIN, "admin", "") + ","
                                + key("slow", SLOW, "write", ",\"eventsPerSecond\":1,\"burst\":3") + "]");
                Path issuerKeys = Files.createTempFile("pulso-issuer", ".json");
                issuerKeys.toFile().deleteOnExit();
                Files.writeString(issuerKeys, Issuer.keySet(ISSUER_KEY));
                return Map.of(
                        "pulso.access.keys-file",
                        file.toString(),
                        "pulso.access.issuer",
                        ISSUER,
                        "pulso.access.issuer-keys",
                        issuerKeys.toUri().toString(),
                        // Beside the keys, because every start of the service costs seconds.
                        "quarkus.otel.sdk.disabled",
                        "false",
                        "quarkus.otel.traces.exporter",
                        "none");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestHTTPResource
    URI base;

    KafkaBroker broker;

    private Door door;

    @BeforeEach
    void open() {
        door = Door.open(base);
    }

    @Test
    void shouldAskForAKey() {
        Door.Reply nobody = door.post("v1/events", Door.STRUCTURED, Door.event("1", "t", "1"));
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("www-authenticate")).startsWith("Bearer");
        assertThat(nobody.header("content-type")).startsWith("application/problem+json");
        assertThat(nobody.json().get("code").asText()).isEqualTo("unauthorized");
        assertThat(post("nonsense", "1").status()).isEqualTo(401);
        assertThat(post("", "1").status()).isEqualTo(401);
        assertThat(post(WRITER, "1").status()).isEqualTo(202);
        assertThat(door.post("v1/events", Door.STRUCTURED, Door.event("2", "t", "1"), "X-API-Key", WRITER)
                        .status())
                .isEqualTo(202);
        assertThat(door.get("q/metrics").status()).isEqualTo(200);
    }

    @Test
    void shouldKeepRolesApart() {
        byte[] schema = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(post(READER, "1").status()).isEqualTo(403);
        assertThat(send("GET", "v1/schemas", WRITER).status()).isEqualTo(403);
        assertThat(send("GET", "v1/schemas", READER).status()).isEqualTo(200);
        assertThat(send("GET", "v1/rejected", READER).status()).isEqualTo(200);
        assertThat(send("POST", "v1/rejected/x/replay", READER).status()).isEqualTo(403);
        assertThat(send("POST", "v1/rejected/x/replay", ADMIN).status()).isEqualTo(404);
        assertThat(door.send("PUT", "v1/schemas/a.t", "application/json", schema, "Authorization", "Bearer " + WRITER)
                        .status())
                .isEqualTo(403);
        assertThat(door.send("PUT", "v1/schemas/a.t", "application/json", schema, "Authorization", "bearer " + ADMIN)
                        .status())
                .isEqualTo(201);
        assertThat(post(ADMIN, "1").status()).isEqualTo(202);
    }

    @Test
    void shouldTakeTokensOfTheIssuerBesideKeys() {
        assertThat(post(Issuer.sign(ISSUER_KEY, ISSUER, claims -> {}), "1").status())
                .isEqualTo(202);
        Door.Reply foreign = post(Issuer.sign(Issuer.newKey("one"), ISSUER, claims -> {}), "1");
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(foreign.json().get("code").asText()).isEqualTo("unauthorized");
        assertThat(post(Issuer.sign(ISSUER_KEY, ISSUER, claims -> claims.unsetClaim("groups")), "1")
                        .status())
                .isEqualTo(403);
        assertThat(post(WRITER, "1").status()).isEqualTo(202);
    }

    @Test
    void shouldLetTheTraceOfTheCallerGoOnInKafka() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String callersSpan = "00f067aa0ba902b7";
        Door.Reply sent = door.post(
                "v1/events",
                Door.STRUCTURED,
                Door.event("traced", "t", "1"),
                "Authorization",
                "Bearer " + WRITER,
                "traceparent",
                "00-" + trace + "-" + callersSpan + "-01");

        ConsumerRecord<byte[], byte[]> record = Door.record(
                broker.bootstrapServers(), Topics.EVENTS_NAME, sent.json().at("/results/0"));
        String header = new String(record.headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII);
        assertThat(header).startsWith("00-" + trace + "-").endsWith("-01").doesNotContain(callersSpan);
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).contains("\"traceparent\":\"" + header + "\"");
    }

    @Test
    void shouldHoldAQuota() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            lines.append(Door.event("q" + i, "t", "1")).append('\n');
        }
        Door.Reply first = door.post("v1/events", Door.LINES, lines.toString(), "Authorization", "Bearer " + SLOW);
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().get("accepted").asInt()).isEqualTo(600);
        assertThat(first.header("ratelimit-policy")).isEqualTo("\"events\";q=3;w=3");
        assertThat(first.header("ratelimit-remaining")).isEqualTo("0");

        // 600 events at one a second: whatever this machine does meanwhile, it is not ten minutes.
        Door.Reply second = post(SLOW, "1");
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.json().get("code").asText()).isEqualTo("quota-exceeded");
        assertThat(Integer.parseInt(second.header("retry-after"))).isBetween(60, 600);
        assertThat(second.header("ratelimit")).startsWith("\"events\";r=0;t=");
        assertThat(second.header("ratelimit-limit")).isEqualTo("3");
        assertThat(door.post(
                                "v1/events/validate",
                                Door.STRUCTURED,
                                Door.event("v", "t", "1"),
                                "Authorization",
                                "Bearer " + SLOW)
                        .status())
                .isEqualTo(200);
        assertThat(post(WRITER, "1").status()).isEqualTo(202);
        assertThat(post(WRITER, "1").header("ratelimit")).isEmpty();
    }

    private Door.Reply post(String key, String data) {
        return door.post("v1/events", Door.STRUCTURED, Door.event("k", "t", data), "Authorization", "Bearer " + key);
    }

    private Door.Reply send(String method, String path, String key) {
        return door.send(method, path, null, new byte[0], "Authorization", "Bearer " + key);
    }

    static String key(String name, String key, String role, String quota) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "{\"name\":\"" + name + "\",\"sha256\":\"" + HexFormat.of().formatHex(hash) + "\",\"roles\":[\""
                    + role + "\"]" + quota + "}";
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
