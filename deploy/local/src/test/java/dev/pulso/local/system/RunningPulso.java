package dev.pulso.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.local.client.Api;
import dev.pulso.local.client.ApiException;
import dev.pulso.local.client.Replay;
import dev.pulso.local.command.Pulso;
import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import dev.pulso.local.settings.SettingsReader;
import dev.pulso.local.settings.Topology;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Pulso started by its launcher in a process of its own, as a person would, on free ports. With
 * {@code -Dpulso.system.topology=CLUSTER} it is the cluster.
 */
final class RunningPulso implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(240);
    private static final Topology TOPOLOGY =
            Topology.valueOf(System.getProperty("pulso.system.topology", Topology.SINGLE.name()));
    /** A cluster shares the same cores between twice as many processes. */
    private static final Duration CAUGHT_UP =
            TOPOLOGY == Topology.SINGLE ? Duration.ofSeconds(180) : Duration.ofMinutes(10);

    private final Path data;
    private final boolean secure;
    private final Api api;
    private Process launcher;

    private RunningPulso(Path data, boolean secure) {
        this.data = data;
        this.secure = secure;
        this.api = new Api(settings().withSecure(secure));
    }

    static RunningPulso start(Path data) throws IOException {
        return start(data, false);
    }

    /** One in a fresh folder, with everything of a backup. */
    static RunningPulso restored(Path data, Path backup) throws IOException {
        RunningPulso pulso = new RunningPulso(data, false);
        assertThat(pulso.command("restore", backup.toString())).isZero();
        pulso.start();
        return pulso;
    }

    /** @param secure with TLS, passwords and keys */
    static RunningPulso start(Path data, boolean secure) throws IOException {
        RunningPulso pulso = new RunningPulso(data, secure);
        pulso.start();
        return pulso;
    }

    void start() throws IOException {
        Files.createDirectories(data);
        Path console = data.resolveSibling("console.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dpulso.root=" + System.getProperty("pulso.root"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pulso.local.Main",
                "up",
                "--free-ports"));
        command.addAll(options());
        launcher = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                .start();
        await("the start, see " + console).atMost(START).until(() -> {
            assertThat(launcher.isAlive()).as(Files.readString(console)).isTrue();
            return folder().running().filter(RunState::ready).isPresent();
        });
        System.out.println(Files.readString(console));
    }

    /** Runs a command of the launcher against this Pulso and returns its exit code. */
    int command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(options());
        return Pulso.execute(all.toArray(String[]::new));
    }

    JsonNode replay(Path file, Map<String, String> options) throws IOException {
        return new Replay(api, url(Part.EXTRACTOR)).run(file, options, state -> {});
    }

    void generate(int postsPerSecond) {
        api.putJson(url(Part.EXTRACTOR) + "/v1/sources/demo", Map.of("kind", "generator", "rate", postsPerSecond));
    }

    /** As {@code kill -9} does, to the first replica of a part if the part runs. The launcher starts it again. */
    void kill(Part part) {
        RunState state = folder().running().orElseThrow();
        state.children().stream()
                .filter(each -> each.node().equals(new Node(part, 0)))
                .forEach(child -> child.identity().find().orElseThrow().destroyForcibly());
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("--data", data.toString()));
        if (TOPOLOGY == Topology.CLUSTER) {
            options.add("--cluster");
        }
        if (secure) {
            options.add("--secure");
        }
        return options;
    }

    /** Waits until everything sent so far is in the answers. */
    void awaitCaughtUp() {
        long began = System.nanoTime();
        await("everything sent is in the answers")
                .atMost(CAUGHT_UP)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    try {
                        return api.get(url(Part.RESULTS) + "/v1/pipeline")
                                .path("caughtUp")
                                .asBoolean();
                    } catch (ApiException e) {
                        // Killed a moment ago and not back yet.
                        return false;
                    }
                });
        System.out.printf("caught up after %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    /** All items of a list, over all its pages. */
    List<JsonNode> list(String path, Map<String, String> parameters) {
        List<JsonNode> items = new ArrayList<>();
        Map<String, String> query = new LinkedHashMap<>(parameters);
        JsonNode page;
        do {
            page = api.get(url(Part.RESULTS) + path + "?" + Api.query(query));
            page.path("items").forEach(items::add);
            query.put("after", page.path("next").asText());
        } while (page.path("next").isTextual());
        return items;
    }

    Set<Long> pids() {
        Set<Long> pids = new HashSet<>();
        folder().running()
                .orElseThrow()
                .children()
                .forEach(child -> pids.add(child.identity().pid()));
        return pids;
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Addresses of the first replica of each service. */
    List<String> services() {
        return Stream.of(Part.INGEST, Part.EXTRACTOR, Part.RESULTS, Part.PROCESSOR, Part.DASHBOARD)
                .map(this::url)
                .toList();
    }

    void sendEvent(String event) {
        api.post(url(Part.INGEST) + "/v1/events", "application/cloudevents+json", BodyPublishers.ofString(event));
    }

    /** Something that no reader of the topic understands. */
    void sendGarbage(String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "garbage".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    /** Address of the first replica. */
    String url(Part part) {
        return folder().running().orElseThrow().in(settings()).url(part);
    }

    /** Kafka's bootstrap servers. */
    String kafka() {
        return folder().running().orElseThrow().in(settings()).bootstrapServers();
    }

    private RunFolder folder() {
        return new RunFolder(settings());
    }

    private Settings settings() {
        return new SettingsReader(
                        Path.of(System.getProperty("pulso.root")), TOPOLOGY, Map.of(), Map.of("data", data.toString()))
                .read();
    }
}
