package dev.pulso.ingest.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.ingest.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterIndexTest {
    private static final LetterFilter ANY = new LetterFilter(null, null, null, null, null);

    @Test
    void shouldHaveDefaults() {
        assertThat(Settings.of(RejectedConfig.class, Map.of()).keep()).isEqualTo(50_000);
    }

    @Test
    void shouldReadEverySetting() {
        assertThat(Settings.of(RejectedConfig.class, Map.of("pulso.rejected.keep", "7"))
                        .keep())
                .isEqualTo(7);
    }

    @Test
    void shouldForgetTheOldest() {
        LetterIndex index = new LetterIndex(3);
        for (int i = 0; i < 10; i++) {
            index.add(letter("l" + i, i, false));
        }
        assertThat(ids(index.list(ANY, null, 10))).containsExactly("l9", "l8", "l7");
        assertThat(index.find("l1")).isNull();
        index.add(letter("l1", 1, true));
        assertThat(ids(index.list(ANY, null, 10))).containsExactly("l9", "l8", "l7");
    }

    @Test
    void shouldKeepAMarkWhenTheTopicIsReadAgain() {
        LetterIndex index = new LetterIndex(3);
        index.add(letter("a", 1, false));
        index.add(letter("a", 1, true));
        index.add(letter("a", 1, false));
        assertThat(index.list(ANY, null, 10)).hasSize(1);
        assertThat(index.find("a").replayed()).isNotNull();
    }

    @Test
    void shouldNotGrowWithAnIdThatComesAgainAtAnotherTime() {
        LetterIndex index = new LetterIndex(3);
        for (int i = 0; i < 10; i++) {
            index.add(letter("same", i, false));
        }
        assertThat(index.list(ANY, null, 10)).hasSize(1);
    }

    @Test
    void shouldFindItsWayBackFromACursor() {
        LetterKey key = new LetterKey(Instant.parse("2026-11-23T08:00:00.123Z"), "an id/with anything");
        assertThat(LetterKey.ofCursor(key.cursor())).isEqualTo(key);
        assertThat(LetterKey.ofCursor("%%")).isNull();
        assertThat(LetterKey.ofCursor("bm90aGluZw")).isNull();
    }

    private static List<String> ids(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::id).toList();
    }

    private static DeadLetter letter(String id, int second, boolean replayed) {
        Instant at = Instant.ofEpochSecond(second);
        return new DeadLetter(
                id,
                "c",
                "",
                "",
                at,
                "ingest-service",
                null,
                null,
                null,
                1,
                0,
                second,
                replayed ? new DeadLetter.Replayed(at, 0, 1) : null);
    }
}
