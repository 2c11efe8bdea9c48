package dev.pulso.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.ingest.answer.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
    private final MockProducer<byte[], byte[]> producer = Publishers.slowProducer();
    private final Publishers.Switched broker = new Publishers.Switched(producer);
    private final EventPublisher publisher = broker.publisher();

    @Test
    void shouldKnowOnlyWhenAllOfABatchAreAcknowledged() {
        CompletableFuture<List<Outcome>> outcomes = publisher.send(records(3));

        producer.completeNext();
        producer.completeNext();
        assertThat(outcomes).isNotDone();
        producer.completeNext();

        assertThat(outcomes.join())
                .hasOnlyElementsOfType(Outcome.Accepted.class)
                .hasSize(3);
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void shouldTellEachOfABatchItsOwnOutcome() {
        CompletableFuture<List<Outcome>> outcomes = publisher.send(records(4));

        producer.completeNext();
        producer.errorNext(new RecordTooLargeException("too large"));
        producer.errorNext(new TimeoutException("too late"));
        producer.completeNext();

        assertThat(outcomes.join())
                .extracting(Outcome::getClass)
                .map(Class::getSimpleName)
                .containsExactly("Accepted", "Rejected", "Retry", "Accepted");
    }

    @Test
    void shouldGiveUpWhatIsUnderWayAndKeepItsRoomUntilTheProducerLetsGo() {
        CompletableFuture<List<Outcome>> outcomes = publisher.send(records(3));
        producer.completeNext();

        broker.goAway();

        assertThat(outcomes.join())
                .extracting(Outcome::getClass)
                .map(Class::getSimpleName)
                .containsExactly("Accepted", "Retry", "Retry");
        assertThat(publisher.bytesInFlight()).isPositive();
        producer.completeNext();
        producer.completeNext();
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void shouldSendNothingWhileTheBrokerIsAway() {
        broker.goAway();

        assertThat(publisher.send(records(2)).join()).hasSize(2).hasOnlyElementsOfType(Outcome.Retry.class);
        assertThat(publisher.sendAtOnce(records(1)).join()).hasOnlyElementsOfType(Outcome.Retry.class);
        assertThat(producer.history()).isEmpty();
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void shouldAskToRepeatWhatTheProducerDoesNotEvenTake() {
        producer.sendException = new TimeoutException("no metadata");

        assertThat(publisher.send(records(3)).join()).hasSize(3).hasOnlyElementsOfType(Outcome.Retry.class);
        assertThat(publisher.bytesInFlight()).isZero();
    }

    @Test
    void shouldTakeNoRecordsAtAll() {
        assertThat(publisher.send(List.of()).join()).isEmpty();
    }

    private static List<Outgoing> records(int count) {
        return IntStream.range(0, count).mapToObj(EventPublisherTest::record).toList();
    }

    private static Outgoing record(int number) {
        return Outgoing.of("topic", "key", Integer.toString(number).getBytes(StandardCharsets.UTF_8), null);
    }
}
