package dev.pulso.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The negative controls of the account: each kind of loss and of doubling is shown to it once. */
class FindingsTest {
    private static final Instant MINUTE = Instant.parse("2026-11-26T10:00:00Z");
    private static final HashtagKey SPARK = new HashtagKey(MINUTE, "spark", "mine", "en");
    private static final HashtagKey KAFKA = new HashtagKey(MINUTE, "kafka", "mine", "en");
    private static final ActivityKey ORDERS = new ActivityKey(MINUTE, "order", "/shop");

    @Test
    void shouldBeContentWhenEverythingIsThereOnce() {
        Findings findings = new Findings.Builder()
                .delivered("events", Set.of("a", "b", "c"), Set.of("a"), Set.of("c"), Set.of("a", "b"))
                .counted("database", Difference.between(totals(3, 2, "7.5"), totals(3, 2, "7.50")))
                .build();

        assertThat(findings).isEqualTo(new Findings(3, 0, 0, List.of()));
    }

    @Test
    void shouldFindAnAcknowledgedEventThatIsNotOnTheTopic() {
        Findings findings = new Findings.Builder()
                .delivered("events", Set.of("a", "b"), Set.of("a", "b"), Set.of(), Set.of("a"))
                .build();

        assertThat(findings.lost()).isEqualTo(1);
        assertThat(findings.broken()).singleElement().asString().startsWith("A1 1 acknowledged events");
    }

    @Test
    void shouldFindGhostsAndRefusedEventsOnTheTopic() {
        Findings findings = new Findings.Builder()
                .delivered("events", Set.of("a", "b"), Set.of("a"), Set.of("b"), Set.of("a", "b", "z"))
                .build();

        assertThat(findings.doubled()).isEqualTo(2);
        assertThat(findings.broken()).hasSize(2).allMatch(line -> line.startsWith("A2"));
    }

    @Test
    void shouldFindADeltaThatWasAppliedTwice() {
        Difference difference = Difference.between(totals(3, 2, "7.5"), totals(6, 2, "7.5"));

        assertThat(difference.over()).isEqualTo(3);
        assertThat(difference.under()).isZero();
        assertThat(new Findings.Builder().counted("REST", difference).build().good())
                .isFalse();
    }

    @Test
    void shouldFindARowThatIsMissingAndOneThatIsTooMany() {
        Totals expected = new Totals(Map.of(SPARK, 3L), Map.of());
        Totals found = new Totals(Map.of(KAFKA, 2L), Map.of());

        Difference difference = Difference.between(expected, found);

        assertThat(difference.under()).isEqualTo(3);
        assertThat(difference.over()).isEqualTo(2);
    }

    @Test
    void shouldFindAPairThatWasCountedTwice() {
        PairKey pair = new PairKey(SPARK.windowStart(), "kafka", "spark", SPARK.network(), SPARK.lang());

        Difference difference = Difference.between(
                new Totals(Map.of(), Map.of(pair, 1L), Map.of()), new Totals(Map.of(), Map.of(pair, 2L), Map.of()));

        assertThat(difference.over()).isEqualTo(1);
        assertThat(difference.under()).isZero();
    }

    @Test
    void shouldFindAValueThatWasAddedTwiceThoughTheCountIsRight() {
        Difference difference = Difference.between(totals(3, 2, "7.5"), totals(3, 2, "15.0"));

        assertThat(difference.none()).isFalse();
    }

    @Test
    void shouldTakeARowOfZeroForNoRow() {
        Difference difference = Difference.between(
                new Totals(Map.of(SPARK, 3L), Map.of()), new Totals(Map.of(SPARK, 3L, KAFKA, 0L), Map.of()));

        assertThat(difference.none()).isTrue();
    }

    private static Totals totals(long posts, long events, String value) {
        return new Totals(Map.of(SPARK, posts), Map.of(ORDERS, new Sum(events, new BigDecimal(value))));
    }
}
