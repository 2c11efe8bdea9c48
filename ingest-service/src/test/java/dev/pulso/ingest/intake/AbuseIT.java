package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.ingest.Door;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged service with a heap of 128 MB, and clients that do what they should not. */
class AbuseIT {
    private static final Path LOG = Path.of("target", "abuse-it.log");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long GIGABYTE = 1L << 30;

    private static KafkaBroker broker;
    private static Process service;
    private static int port;
    private static Door door;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start();
        TopicProvisioner.createMissing(broker.bootstrapServers());
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PULSO_KAFKA",
                        broker.bootstrapServers(),
                        "PULSO_INGEST_PORT",
                        Integer.toString(port),
                        "PULSO_INGEST_READ_TIMEOUT",
                        "3s",
                        "QUARKUS_HTTP_IDLE_TIMEOUT",
                        "5s",
                        "PULSO_INTAKE_MIN_RATE_GRACE",
                        "2s",
                        "PULSO_INTAKE_MAX_STREAMS",
                        "40"));
        service = builder.start();
        await().atMost(LONG)
                .ignoreExceptions()
                .failFast("the service ended", () -> !service.isAlive())
                .until(() -> new Door(address(), HttpClient.newHttpClient())
                                .get("q/health/ready")
                                .status()
                        == 200);
        door = Door.open(address());
    }

    @AfterAll
    static void stop() throws Exception {
        service.destroyForcibly().waitFor();
        broker.close();
    }

    private static URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A connection that says it will send a body. */
    private static Socket open(String type, String more) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) LONG.toMillis());
        socket.getOutputStream()
                .write(("POST /v1/events?type=t&source=/s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                                + type + "\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** The status of the answer; 0 if the connection was closed without one. */
    private static int status(Socket socket) {
        try {
            byte[] start = socket.getInputStream().readNBytes(13);
            Matcher matcher = STATUS.matcher(new String(start, StandardCharsets.US_ASCII));
            return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static int send(String type, String more, byte[] body) throws IOException {
        try (Socket socket = open(type, more + "Content-Length: " + body.length + "\r\n")) {
            try {
                socket.getOutputStream().write(body);
            } catch (IOException e) {
                return status(socket);
            }
            return status(socket);
        }
    }

    /** Sends a body of unknown length, and stops when the connection is closed. */
    private static int sendLong(String type, String start, byte[] piece, long length) throws IOException {
        try (Socket socket = open(type, "Transfer-Encoding: chunked\r\n")) {
            OutputStream out = socket.getOutputStream();
            try {
                chunk(out, start.getBytes(StandardCharsets.UTF_8));
                for (long sent = 0; sent < length; sent += piece.length) {
                    chunk(out, piece);
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return status(socket);
            }
            return status(socket);
        }
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertWell() throws IOException {
        assertThat(service.isAlive()).isTrue();
        assertThat(door.post("v1/events", Door.STRUCTURED, Door.event("w" + System.nanoTime(), "well", "1"))
                        .status())
                .isEqualTo(202);
        assertThat(door.raw("q/metrics").lines())
                .as("no answer of 5xx but that it is busy")
                .noneMatch(line -> line.contains("outcome=\"SERVER_ERROR\"") && !line.contains("status=\"503\""));
        try (Stream<String> lines = Files.lines(LOG)) {
            assertThat(lines.count()).as("lines of its log").isLessThan(100);
        }
    }

    @Test
    void shouldAnswerNoiseWithFourHundreds() throws IOException {
        long seed = System.nanoTime();
        System.out.println("noise with seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(20_000) + 1];
            random.nextBytes(noise);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout((int) LONG.toMillis());
                socket.getOutputStream().write(noise);
                socket.shutdownOutput();
                assertThat(status(socket)).as("noise %d of seed %d", i, seed).isIn(0, 400, 414, 431);
            } catch (IOException e) {
                // It hung up while we were still writing, as it may.
                assertThat(service.isAlive()).isTrue();
            }
        }
        assertWell();
    }

    @Test
    void shouldAnswerBodiesOutOfAllBoundsWithFourHundreds() throws IOException {
        String digits = "9".repeat(200_000);
        List<byte[]> bodies = new ArrayList<>();
        for (String body : List.of(
                "[".repeat(500_000),
                "{\"a\":".repeat(100_000),
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"2\",\"source\":\"/s\"}",
                "{\"specversion\":\"1.0\",\"id\":" + digits + ",\"source\":\"/s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":1e" + digits + "}",
                "\"" + "\\u0000".repeat(50_000) + "\"",
                "\ud800".repeat(10),
                "[[[[{}]]]],,,]",
                "null",
                "true",
                digits,
                "-",
                "\u0000")) {
            bodies.add(body.getBytes(StandardCharsets.UTF_8));
        }
        bodies.add(new byte[] {(byte) 0xc3, (byte) 0x28, '{', '}'});
        bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});
        for (byte[] body : bodies) {
            for (String type : List.of(Door.STRUCTURED, "application/cloudevents-batch+json")) {
                for (String encoding : List.of("", "Content-Encoding: gzip\r\n")) {
                    assertThat(send(type, encoding, body))
                            .as("%s %s", type, new String(body, 0, Math.min(30, body.length), StandardCharsets.UTF_8))
                            .isBetween(400, 499);
                }
            }
        }
        assertWell();
    }

    @Test
    void shouldNotReadAGigabyteIntoMemory() throws IOException {
        byte[] letters = "a".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":\"";
        assertThat(sendLong(Door.STRUCTURED, event, letters, GIGABYTE)).isIn(0, 413);
        assertThat(sendLong("application/cloudevents-batch+json", "[" + event, letters, GIGABYTE / 4))
                .isIn(0, 400, 413, 422);
        assertThat(sendLong(Door.LINES, event, letters, GIGABYTE / 4)).isIn(400, 413, 422);
        assertThat(send("application/cloudevents-batch+json", "Content-Encoding: gzip\r\n", bomb()))
                .isBetween(400, 499);
        try (Socket socket = open(Door.LINES, "Content-Length: 5000000000\r\n")) {
            assertThat(status(socket)).isEqualTo(413);
        }
        assertWell();
    }

    /** A gigabyte of spaces in a megabyte. */
    private static byte[] bomb() throws IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (long sent = 0; sent < GIGABYTE; sent += spaces.length) {
                gzip.write(spaces);
            }
        }
        return packed.toByteArray();
    }

    @Test
    void shouldServeOthersBesideClientsThatStall() throws Exception {
        String long20k = "[" + " ".repeat(20_000);
        IntFunction<Socket> stalled = i -> {
            try {
                Socket socket = open("application/cloudevents-batch+json", "Content-Length: 30000\r\n");
                // A third says nothing, a third begins, and a third has been given a thread.
                String start = i % 3 == 0 ? "" : i % 3 == 1 ? "[" : long20k;
                socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
                return socket;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        List<Socket> sockets = IntStream.range(0, 600).mapToObj(stalled).toList();
        assertWell();
        try (Socket dripping = open("application/cloudevents-batch+json", "Content-Length: 30000\r\n")) {
            dripping.getOutputStream().write(long20k.getBytes(StandardCharsets.US_ASCII));
            try (Socket half = open(Door.STRUCTURED, "Content-Length: 100\r\n")) {
                half.shutdownOutput();
                assertThat(status(half)).isIn(0, 400, 408);
            }
            for (Socket socket : sockets) {
                assertThat(status(socket)).isIn(0, 408, 503);
                socket.close();
            }
        }
        assertWell();
    }
}
