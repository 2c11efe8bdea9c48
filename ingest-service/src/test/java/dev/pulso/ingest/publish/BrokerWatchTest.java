package dev.pulso.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {
    private final AtomicLong now = new AtomicLong();
    private final BrokerWatch watch = new BrokerWatch(Duration.ofMillis(1500), now::get);

    @Test
    void shouldBeAwayUntilTheFirstGoodLook() {
        assertThat(watch.away()).isTrue();
        assertThat(watch.looked(true)).isTrue();
        assertThat(watch.away()).isFalse();
        assertThat(watch.looked(true)).isFalse();
    }

    @Test
    void shouldBeLostOnceALookFailsAndNothingIsAcknowledged() {
        watch.looked(true);
        watch.acknowledged();
        pass(1000);
        watch.looked(false);
        assertThat(watch.lost()).isFalse();
        pass(501);
        assertThat(watch.lost()).isTrue();
        watch.open();
        assertThat(watch.away()).isTrue();
        assertThat(watch.lost()).isFalse();
    }

    @Test
    void shouldTrustABrokerThatAcknowledgesHoweverSlowItsAnswerIs() {
        watch.looked(true);
        watch.looked(false);
        for (int i = 0; i < 10; i++) {
            watch.acknowledged();
            pass(1000);
            assertThat(watch.lost()).isFalse();
        }
        watch.looked(true);
        pass(10_000);
        assertThat(watch.lost()).isFalse();
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
