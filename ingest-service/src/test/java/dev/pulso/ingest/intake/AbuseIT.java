package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.ingest.Door;
import dev.pulso.ingest.PackagedService;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long GIGABYTE = 1L << 30;

    private static KafkaBroker broker;
    private static PackagedService service;
    private static Door door;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start();
        TopicProvisioner.createMissing(broker.bootstrapServers());
        service = new PackagedService(
                        "abuse-it.log",
                        Map.of(
                                "PULSO_KAFKA",
                                broker.bootstrapServers(),
                                "PULSO_INGEST_READ_TIMEOUT",
                                "3s",
                                "QUARKUS_HTTP_IDLE_TIMEOUT",
                                "5s",
                                "PULSO_INTAKE_MIN_RATE_GRACE",
                                "2s",
                                "PULSO_INTAKE_MAX_STREAMS",
                                "40"))
                .start();
        door = service.door();
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        broker.close();
    }

    /** A connection that says it will send a body. */
    private static Socket open(String type, String more) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
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
        assertThat(service.residentMegabytes())
                .as("MB resident, of which 128 are heap")
                .isLessThan(450);
        try (Stream<String> lines = Files.lines(service.log())) {
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
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
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

    /** Half a body, then the end of the connection's half: the rest never comes, but an answer could be read. */
    @Test
    void shouldNotWaitForClientsThatCloseTheirHalf() throws IOException {
        String event = Door.event("half", "half", "{\"n\":1e400,\"n\":2}");
        Map<String, String> bodies = Map.of(
                Door.STRUCTURED,
                event,
                "application/cloudevents-batch+json",
                "[" + event + "," + event + "]",
                Door.LINES,
                event + "\n" + event,
                "text/csv",
                "id,text\n1,a\n2,b\n");
        for (Map.Entry<String, String> one : bodies.entrySet()) {
            byte[] body = one.getValue().getBytes(StandardCharsets.UTF_8);
            for (String length : List.of("Content-Length: " + body.length, "Transfer-Encoding: chunked")) {
                for (int sent : List.of(0, 1, body.length / 2, body.length - 1)) {
                    try (Socket socket = open(one.getKey(), length + "\r\n")) {
                        if (length.startsWith("T")) {
                            chunk(socket.getOutputStream(), Arrays.copyOf(body, Math.max(1, sent)));
                        } else {
                            socket.getOutputStream().write(body, 0, sent);
                        }
                        socket.shutdownOutput();
                        assertThat(status(socket))
                                .as("%s, %s, %d bytes", one.getKey(), length, sent)
                                .satisfies(status -> assertThat(status == 0 || status / 100 == 4)
                                        .isTrue());
                    }
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
