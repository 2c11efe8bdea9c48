import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Prints every change of a hashtag's count: java -cp 'deploy/embedded/target/kafka/lib/*' docs/examples/ReadHashtags.java */
class ReadHashtags {
    public static void main(String[] args) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", System.getenv().getOrDefault("PULSO_KAFKA", "127.0.0.1:9092"),
                "group.id", "example-java",
                "auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("pulso.hashtags"));
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> System.out.println(record.value() == null
                        ? "gone: " + new String(record.key(), StandardCharsets.UTF_8)
                        : new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
    }
}
