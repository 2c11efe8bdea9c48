package dev.pulso.bench.sse;

import dev.pulso.contracts.Topics;
import dev.pulso.embedded.FreePort;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.KafkaSettings;
import dev.pulso.embedded.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The packaged dashboard-service behind a broker of its own, published to through Kafka, as in life. */
final class DashboardStream implements StreamServer {
    private static final Duration START = Duration.ofSeconds(90);
    /** Updates go round so many keys, so that those of one tick are told one by one. */
    private static final int KEYS = 5;

    private final KafkaBroker broker;
    private final KafkaProducer<String, String> producer;
    private final Process service;
    private final URI base;
    private int published;

    /**
     * @param folder for data and logs
     * @param app folder of the packaged service
     * @param options of the JVM, settings of the service included
     */
    DashboardStream(Path folder, Path app, List<String> options) throws IOException {
        broker = KafkaBroker.start(KafkaSettings.in(folder.resolve("kafka")));
        TopicProvisioner.createMissing(broker.bootstrapServers());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
        base = URI.create("http://127.0.0.1:" + FreePort.any());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Dkafka.bootstrap.servers=" + broker.bootstrapServers(),
                "-Dquarkus.http.port=" + base.getPort(),
                "-jar",
                app.resolve("quarkus-run.jar").toString()));
        service = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dashboard.log").toFile())
                .start();
        awaitReady(folder);
    }

    private void awaitReady(Path folder) throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready =
                HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
        for (Instant end = Instant.now().plus(START); Instant.now().isBefore(end) && service.isAlive(); ) {
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                Thread.sleep(200);
            } catch (IOException notYet) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        throw new IOException("dashboard-service does not get ready: see " + folder.resolve("dashboard.log"));
    }

    @Override
    public String name() {
        return "dashboard-service";
    }

    @Override
    public URI stream() {
        return base.resolve("/v1/stream?views=pipeline");
    }

    @Override
    public void publish(String json) {
        String component = "bench-" + published++ % KEYS;
        Instant now = Instant.now();
        String message = """
                {"specversion":"1.0","id":"%s/%d","source":"/pulso/bench","type":"pulso.pipeline.v1","subject":"%s",\
                "time":"%s","data":{"component":"%s","at":"%s","status":"UP","update":%s}}""".formatted(component, published, component, now, component, now, json);
        ProducerRecord<String, String> report = new ProducerRecord<>(Topics.PIPELINE.name(), component, message);
        report.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.US_ASCII));
        try {
            producer.send(report).get();
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("the broker refused an update", e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Usage usage() {
        return Usage.of(service.toHandle());
    }

    @Override
    public void close() {
        service.destroy();
        producer.close(Duration.ofSeconds(2));
        broker.close();
    }
}
