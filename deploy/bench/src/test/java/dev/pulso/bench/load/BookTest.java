package dev.pulso.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BookTest {
    private final Book book = new Book();

    @Test
    void shouldHoldAPromiseAgainstLaterFailures() {
        book.sending("a");
        book.note("a", Outcome.OK);
        book.note("a", Outcome.INFO);

        assertThat(book.with(Outcome.OK)).containsExactly("a");
    }

    @Test
    void shouldNotKnowWhatBecameOfAMessageUntilItIsTold() {
        book.sending("a");
        book.sending("b");
        book.note("b", Outcome.FAIL);

        assertThat(book.with(Outcome.INFO)).containsExactly("a");
        assertThat(book.with(Outcome.FAIL)).containsExactly("b");
        assertThat(book.sent()).containsExactlyInAnyOrder("a", "b");
    }
}
