package dev.pulso.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Vertx VERTX = Vertx.vertx();

    private final AtomicInteger ticks = new AtomicInteger();

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldTellTheFirstChangeAtOnceAndThoseAfterItLater() {
        try (Pace pace = new Pace(VERTX, NEVER, NEVER, heartbeat -> ticks.incrementAndGet())) {
            pace.start();
            pace.changed();
            await().until(() -> ticks.get() == 1);

            for (int i = 0; i < 1_000; i++) {
                pace.changed();
            }
            assertThat(ticks).hasValue(1);
        }
    }

    @Test
    void shouldNeverForgetAChange() {
        AtomicInteger value = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        try (Pace pace = new Pace(VERTX, Duration.ofMillis(1), NEVER, heartbeat -> told.set(value.get()))) {
            pace.start();
            for (int i = 0; i < 50; i++) {
                for (int j = 0; j < 100; j++) {
                    value.incrementAndGet();
                    pace.changed();
                }
                await().pollDelay(Duration.ZERO).until(() -> told.get() == value.get());
            }
        }
    }

    @Test
    void shouldBeatWithoutAnyChange() {
        try (Pace pace =
                new Pace(VERTX, NEVER, Duration.ofMillis(5), heartbeat -> ticks.addAndGet(heartbeat ? 1 : 1_000_000))) {
            pace.start();
            await().until(() -> ticks.get() > 3);
            assertThat(ticks.get()).isLessThan(1_000_000);
        }
    }
}
