package dev.pulso.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.publish.Outgoing;
import dev.pulso.ingest.publish.Publishers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    private static final Outcome ON_DISK = new Outcome.Accepted(-1, -1);

    @TempDir
    Path folder;

    private final MockProducer<byte[], byte[]> producer = Publishers.slowProducer();
    private final Publishers.Switched broker = new Publishers.Switched(producer);
    private Spool spool;
    private Forwarder forwarder;
    private Delivery delivery;

    @BeforeEach
    void open() throws IOException {
        open(1 << 20);
    }

    private void open(long maxBytes) throws IOException {
        spool = new Spool(SegmentLog.open(folder, 10_000), maxBytes, Clock.systemUTC()).start();
        forwarder = new Forwarder(spool, broker.publisher());
        delivery = new Delivery(broker.publisher(), spool);
    }

    @AfterEach
    void close() throws IOException {
        forwarder.close();
        spool.close();
    }

    @Test
    void shouldSendStraightToTheBrokerWhileItIsThere() {
        CompletableFuture<Outcome> outcome = send(event(1));
        assertThat(outcome).isNotDone();
        producer.completeNext();
        assertThat(outcome.join()).isInstanceOf(Outcome.Accepted.class).isNotEqualTo(ON_DISK);
        assertThat(spool.spooled()).isZero();
    }

    @Test
    void shouldWriteToDiskWhatTheBrokerDoesNotTakeAndForwardItInOrder() {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> outcomes.add(send(event(i))));
        producer.completeNext();
        broker.goAway();
        IntStream.range(10, 20).forEach(i -> outcomes.add(send(event(i))));

        assertThat(outcomes.get(0).join()).isNotEqualTo(ON_DISK);
        outcomes.subList(1, 20).forEach(outcome -> assertThat(outcome.join()).isEqualTo(ON_DISK));
        assertThat(spool.waiting()).isEqualTo(19);

        producer.clear();
        broker.comeBack();
        // Behind those that wait, although the broker is there.
        assertThat(send(event(20)).join()).isEqualTo(ON_DISK);
        forwarder.start();
        await().until(() -> {
            producer.completeNext();
            return !spool.isWaiting();
        });
        assertThat(producer.history().stream().map(record -> text(record.value())))
                .containsExactlyElementsOf(
                        IntStream.range(1, 21).mapToObj(Integer::toString).toList());
        assertThat(forwarder.forwarded()).isEqualTo(20);
        await().until(() -> spool.bytes() == 0);
        assertThat(send(event(21))).isNotDone();
    }

    @Test
    void shouldSendAgainWhatTheBrokerLostOnTheWay() {
        broker.goAway();
        send(event(1)).join();
        send(event(2)).join();
        broker.comeBack();
        forwarder.start();
        await().until(() -> producer.errorNext(new IllegalStateException("the broker went down")));
        await().until(() -> {
            producer.completeNext();
            return !spool.isWaiting();
        });
        assertThat(producer.history().stream().map(record -> text(record.value())))
                .endsWith("1", "2");
    }

    @Test
    void shouldKeepForAPersonWhatTheBrokerWillNeverTake() throws IOException {
        broker.goAway();
        send(event(7)).join();
        broker.comeBack();
        forwarder.start();
        await().until(() -> producer.errorNext(new RecordTooLargeException("too large")));
        await().until(() -> !spool.isWaiting());
        assertThat(forwarder.refused()).isEqualTo(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(SegmentLog.REFUSED)))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("7"));
        }
    }

    @Test
    void shouldAskToSendAgainOnceTheSpoolIsFull() throws IOException {
        close();
        open(2_000);
        broker.goAway();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            outcomes.add(send(event(i)).join());
        }
        assertThat(outcomes.get(0)).isEqualTo(ON_DISK);
        assertThat(outcomes.get(39))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.error().detail()).contains("pulso.spool.max-bytes"));
        assertThat(spool.bytes()).isLessThanOrEqualTo(2_000);
        long accepted = outcomes.stream().filter(ON_DISK::equals).count();
        assertThat(spool.waiting()).isEqualTo(accepted);
    }

    @Test
    void shouldAskToSendAgainWhenTheDiskFails() throws IOException {
        broker.goAway();
        send(event(1)).join();
        spool.take();
        spool.take();
        Files.delete(folder.resolve(".lock"));
        Files.delete(folder);
        assertThat(send(event(2)).join()).isInstanceOf(Outcome.Retry.class);
        assertThat(spool.isFull()).isTrue();
        Files.createDirectory(folder);
        assertThat(send(event(3)).join()).isEqualTo(ON_DISK);
        assertThat(spool.isFull()).isFalse();
    }

    @Test
    void shouldForwardAfterARestartWhatWasLeft() throws IOException {
        broker.goAway();
        IntStream.range(0, 5).forEach(i -> send(event(i)).join());
        close();
        open(1 << 20);
        assertThat(spool.waiting()).isEqualTo(5);
        broker.comeBack();
        forwarder.start();
        await().until(() -> {
            producer.completeNext();
            return !spool.isWaiting();
        });
        assertThat(producer.history().stream().map(record -> text(record.value())))
                .containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void shouldWriteToDiskThoseOfABatchThatTheBrokerDidNotConfirm() {
        CompletableFuture<List<Outcome>> outcomes = delivery.send(List.of(event(0), event(1), event(2), event(3)));
        producer.completeNext();
        producer.completeNext();
        broker.goAway();

        assertThat(outcomes.join().subList(0, 2)).doesNotContain(ON_DISK);
        assertThat(outcomes.join().subList(2, 4)).containsOnly(ON_DISK);

        producer.clear();
        broker.comeBack();
        forwarder.start();
        await().until(() -> {
            producer.completeNext();
            return !spool.isWaiting();
        });
        assertThat(producer.history().stream().map(record -> text(record.value())))
                .containsExactly("2", "3");
    }

    private CompletableFuture<Outcome> send(Outgoing record) {
        return delivery.send(List.of(record)).thenApply(outcomes -> outcomes.get(0));
    }

    private static Outgoing event(int number) {
        return Outgoing.of("topic", "key", Integer.toString(number).getBytes(StandardCharsets.UTF_8), null);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
