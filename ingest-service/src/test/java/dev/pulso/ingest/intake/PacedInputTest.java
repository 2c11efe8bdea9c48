package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedInputTest {
    private final AtomicLong now = new AtomicLong();

    /** A client that sends so many bytes each second. */
    private InputStream client(int perSecond, int bytes) {
        InputStream sent = new ByteArrayInputStream(new byte[bytes]) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                now.addAndGet(Duration.ofSeconds(1).toNanos());
                return super.read(target, offset, Math.min(length, perSecond));
            }
        };
        return new PacedInput(sent, 100, Duration.ofSeconds(5), now::get);
    }

    @Test
    void shouldWaitForWhoeverIsFastEnough() throws Exception {
        assertThat(client(100, 2_000).readAllBytes()).hasSize(2_000);
    }

    @Test
    void shouldWaitForAFewSlowBytes() throws Exception {
        assertThat(client(1, 4).readAllBytes()).hasSize(4);
        assertThat(client(1, 1).read()).isZero();
    }

    @Test
    void shouldNotWaitForWhoeverDrips() {
        assertThatThrownBy(() -> client(99, 2_000).readAllBytes())
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("100 bytes a second");
    }

    @Test
    void shouldNotCountTheTimeItTakesItself() throws Exception {
        InputStream body = client(100, 1_000);
        for (int i = 0; i < 10; i++) {
            assertThat(body.read(new byte[100])).isEqualTo(100);
            now.addAndGet(Duration.ofMinutes(1).toNanos());
        }
    }
}
