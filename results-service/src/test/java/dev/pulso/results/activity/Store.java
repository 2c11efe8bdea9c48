package dev.pulso.results.activity;

import dev.pulso.results.Database;
import dev.pulso.results.activity.ActivityTimeline.Question;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.sketch.DistinctCount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The activity tables, and what they must say. */
final class Store extends Database<ActivityKey, ActivityCount> {
    private final ActivityTimeline timeline = new ActivityTimeline();

    Store() {
        super(new ActivityWindows(), new ActivitySums());
    }

    List<ActivityPoint> timeline(long generation, Question question) {
        return page(generation, question, 10_000, null).items();
    }

    Page<ActivityPoint> page(long generation, Question question, int limit, String after) {
        return read(snapshot -> timeline.page(snapshot, generation, question, limit, Cursor.parse(after, 4)));
    }

    private record Place(Instant start, String type, String source) {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::start).thenComparing(Place::type).thenComparing(Place::source);
    }

    /** The time line by definition: all rows, added up. */
    static List<ActivityPoint> expected(Map<ActivityKey, ActivityCount> rows, Question question) {
        Map<Place, List<ActivityCount>> places = new TreeMap<>(Place.ORDER);
        rows.forEach((key, count) -> {
            if (fits(key, question)) {
                Instant start = question.step().floor(key.windowStart());
                places.computeIfAbsent(new Place(start, key.type(), key.source()), place -> new ArrayList<>())
                        .add(count);
            }
        });
        List<ActivityPoint> points = new ArrayList<>();
        places.forEach((place, counts) -> {
            long events = counts.stream().mapToLong(ActivityCount::events).sum();
            DistinctCount subjects = new DistinctCount();
            counts.forEach(count -> subjects.add(count.subjects()));
            BigDecimal values = counts.stream().map(ActivityCount::valueSum).reduce(null, ActivityCount::sum);
            if (events > 0) {
                long estimate = Math.min(subjects.estimate(), events);
                points.add(new ActivityPoint(place.start(), place.type(), place.source(), events, estimate, values));
            }
        });
        return points;
    }

    private static boolean fits(ActivityKey key, Question question) {
        return !key.windowStart().isBefore(question.range().from())
                && key.windowStart().isBefore(question.range().to())
                && (question.type() == null || question.type().equals(key.type()))
                && (question.source() == null || question.source().equals(key.source()));
    }
}
