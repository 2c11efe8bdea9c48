package dev.pulso.results.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final int DAYS = 5;

    @Property(tries = 1000)
    void shouldHoldEveryMinuteOfTheRangeOnceAndNoStaleSum(
            @ForAll @IntRange(max = DAYS * 86_400) int from,
            @ForAll @IntRange(max = DAYS * 86_400) int length,
            @ForAll Span widest,
            @ForAll @Size(max = 6) Set<@IntRange(max = DAYS * 24) Integer> hours,
            @ForAll @Size(max = 2) Set<@IntRange(max = DAYS) Integer> days) {
        TreeSet<Instant> staleHours = starts(hours, Span.HOUR);
        TreeSet<Instant> staleDays = starts(days, Span.DAY);
        Instant start = MONDAY.plusSeconds(from);
        Instant end = start.plusSeconds(length);

        List<Stretch> pieces = Pieces.of(start, end, widest, staleHours, staleDays);

        List<Instant> minutes = new ArrayList<>();
        for (Unit unit : Unit.of(pieces)) {
            unit.eachMinute(minutes::add);
        }
        List<Instant> expected = new ArrayList<>();
        for (Instant at = Span.MINUTE.ceil(start); at.isBefore(end); at = at.plusSeconds(60)) {
            expected.add(at);
        }
        assertThat(minutes).isEqualTo(expected);
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(piece.span().minutes()).isLessThanOrEqualTo(widest.minutes());
            assertThat(piece.span().floor(piece.from())).isEqualTo(piece.from());
            assertThat(piece.span().floor(piece.to())).isEqualTo(piece.to());
        });
        for (Instant hour : staleHours) {
            assertThat(spanAt(pieces, hour)).isIn(Span.MINUTE, null);
        }
        for (Instant day : staleDays) {
            assertThat(spanAt(pieces, day)).isNotEqualTo(Span.DAY);
        }
    }

    @Test
    void shouldUseTheLongestBucketsThatFit() {
        TreeSet<Instant> none = new TreeSet<>();
        Instant from = Instant.parse("2026-11-23T22:58:30.5Z");
        Instant to = Instant.parse("2026-11-26T01:01:00Z");
        assertThat(Pieces.of(from, to, Span.DAY, none, none))
                .containsExactly(
                        stretch(Span.MINUTE, "2026-11-23T22:59:00Z", "2026-11-23T23:00:00Z"),
                        stretch(Span.HOUR, "2026-11-23T23:00:00Z", "2026-11-24T00:00:00Z"),
                        stretch(Span.DAY, "2026-11-24T00:00:00Z", "2026-11-26T00:00:00Z"),
                        stretch(Span.HOUR, "2026-11-26T00:00:00Z", "2026-11-26T01:00:00Z"),
                        stretch(Span.MINUTE, "2026-11-26T01:00:00Z", "2026-11-26T01:01:00Z"));
        assertThat(Pieces.of(to, from, Span.DAY, none, none)).isEmpty();
        assertThat(Pieces.of(
                        Instant.parse("0001-01-01T00:00:00Z"),
                        Instant.parse("9999-12-31T00:00:00Z"),
                        Span.DAY,
                        none,
                        none))
                .containsExactly(stretch(Span.DAY, "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"));
    }

    private static Stretch stretch(Span span, String from, String to) {
        return new Stretch(span, Instant.parse(from), Instant.parse(to));
    }

    private static Span spanAt(List<Stretch> pieces, Instant time) {
        return pieces.stream()
                .filter(piece -> !time.isBefore(piece.from()) && time.isBefore(piece.to()))
                .map(Stretch::span)
                .findFirst()
                .orElse(null);
    }

    private static TreeSet<Instant> starts(Set<Integer> numbers, Span span) {
        return numbers.stream()
                .map(number -> MONDAY.plus(span.length().multipliedBy(number)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
