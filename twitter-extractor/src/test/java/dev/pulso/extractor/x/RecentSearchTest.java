package dev.pulso.extractor.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentSearchTest {
    @Test
    void shouldPutAsManyRulesIntoAQueryAsFit() {
        assertThat(RecentSearch.queries(List.of("#a", "b c"))).containsExactly("(#a) OR (b c)");
        assertThat(RecentSearch.queries(Collections.nCopies(20, "x".repeat(98))))
                .hasSize(5)
                .allSatisfy(query -> assertThat(query.length()).isLessThanOrEqualTo(512));
    }

    @Test
    void shouldLeaveOutWhatFitsIntoNone() {
        assertThat(RecentSearch.queries(List.of("x".repeat(511), "y"))).containsExactly("(y)");
    }
}
