package dev.pulso.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
    @Test
    void shouldKeepTopicsAndRecordsWhenKilledAndRestarted(@TempDir Path folder) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(KafkaSettings.in(folder))) {
            assertThat(TopicProvisioner.createMissing(broker.bootstrapServers()))
                    .contains("pulso.posts");
            send(broker, "before");

            broker.kill();
            broker.restart();

            assertThat(TopicProvisioner.createMissing(broker.bootstrapServers()))
                    .isEmpty();
            send(broker, "after");
            assertThat(read(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void shouldBeClosedForWhoeverHasNoAccount(@TempDir Path folder) throws Exception {
        KafkaAccount account =
                new KafkaAccount(LoopbackCertificate.in(folder.resolve("tls")), "pulso", "correct.horse");
        KafkaAccount guessed = new KafkaAccount(account.certificate(), "pulso", "battery");
        try (KafkaBroker broker = KafkaBroker.start(KafkaSettings.in(folder).withAccount(account))) {
            assertThat(TopicProvisioner.createMissing(broker.client(), 1)).contains("pulso.posts");

            Map<String, Object> wrong = broker.client();
            wrong.putAll(guessed.clientProperties());
            try (Admin admin = Admin.create(wrong)) {
                assertThatThrownBy(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    private static void send(KafkaBroker broker, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("pulso.posts", 0, "x:1", value)).get();
        }
    }

    private static List<String> read(KafkaBroker broker, int count) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("pulso.posts", 0)));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> values.add(each.value()));
            }
        }
        return values;
    }
}
