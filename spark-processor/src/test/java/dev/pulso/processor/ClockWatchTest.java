package dev.pulso.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final AtomicInteger setBack = new AtomicInteger();
    private long millis = HOUR * 500_000;
    private long nanos = -5_000_000_000L;
    private final ClockWatch watch = ClockWatch.of(() -> millis, () -> nanos, setBack::incrementAndGet);

    @Test
    void shouldNoticeEveryTimeTheClockIsSetBack() {
        pass(1_000, 0);
        pass(1_000, -HOUR);
        assertThat(setBack).hasValue(1);

        pass(1_000, 0);
        assertThat(setBack).hasValue(1);

        pass(1_000, -HOUR);
        assertThat(setBack).hasValue(2);
    }

    @Test
    void shouldBearAClockThatIsSetForwardOrCorrectedALittle() {
        pass(1_000, HOUR);
        pass(1_000, -9_000);
        pass(60_000, 0);

        assertThat(setBack).hasValue(0);
    }

    /** @param jump milliseconds by which the clock is set forward meanwhile */
    private void pass(long passed, long jump) {
        millis += passed + jump;
        nanos += TimeUnit.MILLISECONDS.toNanos(passed);
        watch.look();
    }
}
