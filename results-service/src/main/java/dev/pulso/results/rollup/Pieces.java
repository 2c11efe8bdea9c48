package dev.pulso.results.rollup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A range of time as the longest buckets whose sums may be used: days, hours at their edges, minutes at the edges of
 * those. The stretches are in order, do not overlap, and hold exactly the starts of minutes of the range.
 */
public final class Pieces {
    private Pieces() {}

    /**
     * @param from inclusive; windows that start at or after it belong to the range
     * @param to exclusive
     * @param widest the longest span that may be used
     * @param staleHours starts of hours in which a minute has changed since they were summed
     * @param staleDays starts of days whose hours have changed since; a day with a stale hour is stale anyway
     */
    public static List<Stretch> of(
            Instant from, Instant to, Span widest, NavigableSet<Instant> staleHours, NavigableSet<Instant> staleDays) {
        List<Stretch> pieces = new ArrayList<>();
        NavigableSet<Instant> days = new TreeSet<>(staleDays);
        staleHours.forEach(hour -> days.add(Span.DAY.floor(hour)));
        Instant start = Span.MINUTE.ceil(from);
        Instant end = Span.MINUTE.ceil(to);
        if (start.isBefore(end)) {
            split(new Stretch(widest, start, end), staleHours, days, pieces);
        }
        return pieces;
    }

    /** Takes whole buckets of the stretch's span out of its middle; the rest is split by the next shorter span. */
    private static void split(
            Stretch all, NavigableSet<Instant> staleHours, NavigableSet<Instant> staleDays, List<Stretch> into) {
        if (all.span() == Span.MINUTE) {
            add(all, into);
            return;
        }
        Span span = all.span();
        Span shorter = span == Span.DAY ? Span.HOUR : Span.MINUTE;
        NavigableSet<Instant> stale = span == Span.DAY ? staleDays : staleHours;
        Instant position = all.from();
        Instant last = span.floor(all.to());
        Instant next = span.ceil(position);
        while (next.isBefore(last)) {
            Instant broken = stale.ceiling(next);
            Instant whole = broken == null || broken.isAfter(last) ? last : broken;
            if (next.isBefore(whole)) {
                if (position.isBefore(next)) {
                    split(new Stretch(shorter, position, next), staleHours, staleDays, into);
                }
                add(new Stretch(span, next, whole), into);
                position = whole;
            }
            next = whole.equals(last) ? last : whole.plus(span.length());
        }
        if (position.isBefore(all.to())) {
            split(new Stretch(shorter, position, all.to()), staleHours, staleDays, into);
        }
    }

    private static void add(Stretch stretch, List<Stretch> into) {
        int last = into.size() - 1;
        if (last >= 0
                && into.get(last).span() == stretch.span()
                && into.get(last).to().equals(stretch.from())) {
            into.set(last, new Stretch(stretch.span(), into.get(last).from(), stretch.to()));
        } else {
            into.add(stretch);
        }
    }
}
