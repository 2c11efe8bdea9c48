package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.event.Incoming;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UntilRetryTest {
    private static final Outcome AGAIN = new Outcome.Retry(EventFault.BROKER_AWAY.example());
    private static final Incoming EVENT = new Incoming.Bad(new byte[0], "", "1", EventFault.MALFORMED_JSON.example());

    private final List<List<Incoming>> taken = new ArrayList<>();

    @Test
    void shouldGoOnWhileNothingIsKnown() {
        Target slow = new UntilRetry(events -> {
            taken.add(events);
            return new CompletableFuture<>();
        });

        assertThat(slow.take(List.of(EVENT))).isNotDone();
        assertThat(slow.take(List.of(EVENT))).isNotDone();
        assertThat(taken).hasSize(2);
    }

    @Test
    void shouldSayRetryOfAllBehindOneThatHadToBeRepeatedAtOnce() {
        Target away = new UntilRetry(events -> {
            taken.add(events);
            return CompletableFuture.completedFuture(List.of(new Outcome.Accepted(0, 7), AGAIN));
        });

        away.take(List.of(EVENT, EVENT)).join();

        assertThat(away.take(List.of(EVENT, EVENT, EVENT)).join()).containsExactly(AGAIN, AGAIN, AGAIN);
        assertThat(taken).hasSize(1);
    }
}
