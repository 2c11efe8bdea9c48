package dev.pulso.results.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A part of a range small enough to be kept and to become stale alone: a bucket of a sum, or up to ten minutes. */
public record Unit(Span span, Instant from, Instant to) {
    private static final Duration MINUTES = Duration.ofMinutes(10);

    /** Cuts stretches into units. */
    public static List<Unit> of(List<Stretch> pieces) {
        List<Unit> units = new ArrayList<>();
        for (Stretch piece : pieces) {
            Duration length =
                    piece.span() == Span.MINUTE ? MINUTES : piece.span().length();
            long seconds = length.toSeconds();
            Instant from = piece.from();
            while (from.isBefore(piece.to())) {
                long end = Math.floorDiv(from.getEpochSecond(), seconds) * seconds + seconds;
                Instant to = Instant.ofEpochSecond(Math.min(end, piece.to().getEpochSecond()));
                units.add(new Unit(piece.span(), from, to));
                from = to;
            }
        }
        return units;
    }

    /** Units next to each other as one stretch. */
    public static List<Stretch> join(Stream<Unit> units) {
        List<Stretch> stretches = new ArrayList<>();
        units.sorted(Comparator.comparing(Unit::from)).forEach(unit -> {
            int last = stretches.size() - 1;
            Stretch before = last < 0 ? null : stretches.get(last);
            if (before != null && before.span() == unit.span && before.to().equals(unit.from)) {
                stretches.set(last, new Stretch(unit.span, before.from(), unit.to));
            } else {
                stretches.add(new Stretch(unit.span, unit.from, unit.to));
            }
        });
        return stretches;
    }

    /**
     * Units in which anything was ever written, with how often.
     *
     * @param changes how often each minute has been written
     */
    public static Map<Unit, Long> written(List<Unit> units, Map<Instant, Long> changes) {
        Map<Unit, Long> written = new HashMap<>();
        for (Unit unit : units) {
            unit.eachMinute(minute -> {
                long count = changes.getOrDefault(minute, 0L);
                if (count > 0) {
                    written.merge(unit, count, Long::sum);
                }
            });
        }
        return written;
    }

    /** Whether another one of the same span is a part of it. */
    public boolean holds(Unit part) {
        return part.span == span && !part.from.isBefore(from) && !part.to.isAfter(to);
    }

    /** Every start of a minute in it. */
    public void eachMinute(Consumer<Instant> each) {
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            each.accept(minute);
        }
    }
}
