package dev.pulso.processor.recompute;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Recomputed against served. Hashtags are compared by their sums over the day, for each network and language; the minutes are
 * looked at where a sum differs, or everywhere if asked. Related tags, if asked, are compared by their sums over the day, from
 * both sides of a pair. Activities are compared minute by minute.
 */
final class Comparison {
    /** Enough to see what is wrong; a wrong generation would otherwise fill the disk. */
    static final int MAX_DIFFERENCES = 10_000;

    /** The windows of a day. */
    interface Recomputed {
        /** Sums over the day. */
        Map<Series, Figures> hashtags();

        /** Start of the minute to figures. */
        Map<String, Figures> minutes(Series series);

        /** By tag, the sums over the day of what stands beside it. */
        Map<String, Map<String, Long>> related();

        Map<Served.Activity, Figures> activities();
    }

    /** What to look at beside the sums of hashtags and the activities: each costs a request a hashtag. */
    record Depth(boolean everyMinute, boolean related) {}

    /** A hashtag in one network and language. */
    record Series(String tag, String network, String lang) {}

    private final Recomputed recomputed;
    private final Served served;
    private final Depth depth;
    private final LocalDate day;
    private final List<Difference> differences = new ArrayList<>();

    Comparison(Recomputed recomputed, Served served, LocalDate day, Depth depth) {
        this.recomputed = recomputed;
        this.served = served;
        this.day = day;
        this.depth = depth;
    }

    /** The differences found, at most {@link #MAX_DIFFERENCES}. */
    List<Difference> run() throws IOException, InterruptedException {
        Map<String, Map<Series, Figures>> scopes = new HashMap<>();
        Map<String, Figures> sums = new HashMap<>();
        recomputed.hashtags().forEach((series, figures) -> {
            scopes.computeIfAbsent(series.network() + "\n" + series.lang(), each -> new HashMap<>())
                    .put(series, figures);
            sums.merge(series.tag(), figures, Figures::plus);
        });
        for (Map<Series, Figures> scope : scopes.values()) {
            compareScope(scope);
        }
        Map<String, Figures> ranking = served.ranking(null, null);
        compareSums(sums, ranking);
        if (depth.related()) {
            compareRelated(ranking.keySet());
        }
        compareActivities();
        return differences;
    }

    private void compareScope(Map<Series, Figures> scope) throws IOException, InterruptedException {
        Series any = scope.keySet().iterator().next();
        Map<String, Figures> ranking = served.ranking(any.network(), any.lang());
        Set<String> tags = new TreeSet<>(ranking.keySet());
        scope.keySet().forEach(series -> tags.add(series.tag()));
        for (String tag : tags) {
            Series series = new Series(tag, any.network(), any.lang());
            Figures ours = scope.getOrDefault(series, Figures.NOTHING);
            if (depth.everyMinute() || !ours.sameAs(ranking.getOrDefault(tag, Figures.NOTHING))) {
                compareMinutes(series);
            }
        }
    }

    private void compareMinutes(Series series) throws IOException, InterruptedException {
        Map<String, Figures> ours = recomputed.minutes(series);
        Map<String, Figures> theirs = served.timeline(series.tag(), series.network(), series.lang());
        Set<String> minutes = new TreeSet<>(ours.keySet());
        minutes.addAll(theirs.keySet());
        for (String minute : minutes) {
            posts(
                    minute,
                    series.tag(),
                    series.network(),
                    series.lang(),
                    ours.getOrDefault(minute, Figures.NOTHING),
                    theirs.getOrDefault(minute, Figures.NOTHING));
        }
    }

    /** Finds what is served for networks and languages that the archive does not know. */
    private void compareSums(Map<String, Figures> ours, Map<String, Figures> theirs) {
        Set<String> named = new TreeSet<>();
        differences.forEach(each -> named.add(each.name()));
        Set<String> tags = new TreeSet<>(ours.keySet());
        tags.addAll(theirs.keySet());
        tags.removeAll(named);
        for (String tag : tags) {
            posts(
                    day + "T00:00:00Z",
                    tag,
                    null,
                    null,
                    ours.getOrDefault(tag, Figures.NOTHING),
                    theirs.getOrDefault(tag, Figures.NOTHING));
        }
    }

    private void compareRelated(Set<String> ranked) throws IOException, InterruptedException {
        Map<String, Map<String, Long>> recounted = recomputed.related();
        Set<String> tags = new TreeSet<>(ranked);
        tags.addAll(recounted.keySet());
        for (String tag : tags) {
            Map<String, Long> ours = recounted.getOrDefault(tag, Map.of());
            Map<String, Long> theirs = served.related(tag);
            Set<String> others = new TreeSet<>(ours.keySet());
            others.addAll(theirs.keySet());
            for (String other : others) {
                related(tag + "|" + other, ours.getOrDefault(other, 0L), theirs.getOrDefault(other, 0L));
            }
        }
    }

    private void related(String pair, long ours, long theirs) {
        if (ours != theirs) {
            add(new Difference(
                    Windows.RELATED, day + "T00:00:00Z", pair, null, null, "posts", whole(ours), whole(theirs)));
        }
    }

    private void compareActivities() throws IOException, InterruptedException {
        Map<Served.Activity, Figures> ours = new HashMap<>(recomputed.activities());
        served.activity((activity, figures) -> {
            Figures mine = ours.remove(activity);
            events(activity, mine == null ? Figures.NOTHING : mine, figures);
        });
        ours.forEach((activity, figures) -> events(activity, figures, Figures.NOTHING));
    }

    private void posts(
            String start, String tag, @Nullable String network, @Nullable String lang, Figures ours, Figures theirs) {
        if (ours.count() != theirs.count()) {
            add(new Difference(
                    Windows.HASHTAG, start, tag, network, lang, "posts", whole(ours.count()), whole(theirs.count())));
        }
        if (ours.reposts() != theirs.reposts()) {
            add(new Difference(
                    Windows.HASHTAG,
                    start,
                    tag,
                    network,
                    lang,
                    "reposts",
                    whole(ours.reposts()),
                    whole(theirs.reposts())));
        }
    }

    private void events(Served.Activity key, Figures ours, Figures theirs) {
        if (ours.count() != theirs.count()) {
            add(activity(key, "events", whole(ours.count()), whole(theirs.count())));
        }
        if (ours.number().compareTo(theirs.number()) != 0) {
            add(activity(key, "valueSum", ours.number(), theirs.number()));
        }
    }

    private static Difference activity(Served.Activity key, String field, BigDecimal ours, BigDecimal theirs) {
        return new Difference(Windows.ACTIVITY, key.start(), key.type(), key.source(), null, field, ours, theirs);
    }

    private static BigDecimal whole(long number) {
        return BigDecimal.valueOf(number);
    }

    private void add(Difference difference) {
        if (differences.size() < MAX_DIFFERENCES) {
            differences.add(difference);
        }
    }
}
