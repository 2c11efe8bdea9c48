package dev.pulso.extractor.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Makes the one producer of the service. */
@ApplicationScoped
class PublisherProducer {
    @Produces
    @Singleton
    @Typed({Publisher.class, PublishCounts.class, KafkaPublisher.class})
    KafkaPublisher publisher(
            PublishConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics) {
        KafkaPublisher publisher = new KafkaPublisher(kafka, config.linger(), config.closeTimeout());
        metrics.more().counter("pulso.posts.acknowledged", List.of(), publisher, KafkaPublisher::postsAcknowledged);
        metrics.gauge("pulso.messages.in.flight", publisher, KafkaPublisher::inFlight);
        return publisher;
    }

    void close(@Disposes KafkaPublisher publisher) {
        publisher.close();
    }
}
