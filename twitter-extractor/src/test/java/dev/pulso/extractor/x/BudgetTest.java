package dev.pulso.extractor.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {
    @TempDir
    Path directory;

    private Budget budget(long perDay, long perMonth, String now) {
        return new Budget(
                directory.resolve("x.json"), perDay, perMonth, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    @Test
    void shouldCountDown() {
        Budget budget = budget(100, 1000, "2026-11-23T10:00:00Z");

        budget.spend(1);
        budget.spend(59);
        assertThat(budget.left()).isEqualTo(40);
        budget.spend(40);
        assertThat(budget.left()).isZero();
        assertThat(budget.renewed()).isEqualTo("2026-11-24T00:00:00Z");
        budget.spend(5);
        assertThat(budget.left()).as("more was sent than asked for").isZero();
    }

    @Test
    void shouldNeverGiveBackAfterACrashWhatWasUsed() {
        Budget crashed = budget(100, 1000, "2026-11-23T10:00:00Z");
        crashed.spend(60);

        assertThat(budget(100, 1000, "2026-11-23T10:01:00Z").left()).isLessThanOrEqualTo(40);
    }

    @Test
    void shouldLoseNothingAtAnOrderlyEnd() {
        Budget ended = budget(100, 1000, "2026-11-23T10:00:00Z");
        ended.spend(3);
        ended.release();

        assertThat(budget(100, 1000, "2026-11-23T10:01:00Z").left()).isEqualTo(97);
    }

    @Test
    void shouldTurnWithDayAndMonth() {
        Budget first = budget(100, 150, "2026-11-23T23:59:59Z");
        first.spend(100);
        first.release();
        Budget second = budget(100, 150, "2026-11-24T00:00:00Z");
        assertThat(second.left()).isEqualTo(50);
        second.spend(50);
        assertThat(second.left()).isZero();
        assertThat(second.renewed()).isEqualTo("2026-12-01T00:00:00Z");

        assertThat(budget(100, 150, "2026-12-01T00:00:00Z").left()).isEqualTo(100);
    }

    @Test
    void shouldReadNothingWhenItCannotKnowWhatWasSpent() throws IOException {
        Files.writeString(directory.resolve("x.json"), "half a f");

        assertThatExceptionOfType(SourceFailedException.class)
                .isThrownBy(() -> budget(100, 1000, "2026-11-23T10:00:00Z"));
    }
}
