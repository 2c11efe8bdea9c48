package dev.pulso.bench.bursts;

import dev.pulso.bench.bursts.Stream.Burst;
import dev.pulso.bench.bursts.Stream.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays a stream to a detector and notes what enters its top 20 and when. */
final class Judge {
    private static final int TOP = 20;
    /** A hashtag that comes back within this time has not left. */
    private static final Duration GONE_AFTER = Duration.ofHours(1);

    private final Stream stream;
    private final Map<Burst, Duration> found = new HashMap<>();
    private final Map<String, Instant> lastSeen = new HashMap<>();
    private final Set<String> farms = new HashSet<>();
    private int trueAlarms;
    private int falseAlarms;

    /**
     * What a detector made of a stream.
     *
     * @param delays from the first use in a burst to the alarm, ascending, of the bursts that were found
     * @param falseAlarms alarms outside of bursts, farms included
     * @param farms farms that got in
     */
    record Findings(
            String detector,
            int bursts,
            List<Duration> delays,
            int trueAlarms,
            int falseAlarms,
            int farms,
            double tagDays) {
        double falseAlarmsPerTagDay() {
            return falseAlarms / tagDays;
        }

        /** Share of the alarms that are true; NaN without any. */
        double precision() {
            return trueAlarms / (double) (trueAlarms + falseAlarms);
        }

        /** Delay that so much of the found bursts stay within, {@code share} from 0 to 1; in minutes, NaN if none was found. */
        double delayMinutes(double share) {
            return delays.isEmpty()
                    ? Double.NaN
                    : delays.get((int) Math.round(share * (delays.size() - 1))).toMillis() / 60_000.0;
        }
    }

    private Judge(Stream stream) {
        this.stream = stream;
    }

    static Findings judge(Stream stream, Detector detector) {
        return new Judge(stream).play(detector);
    }

    private Findings play(Detector detector) {
        List<Use> uses = stream.uses();
        int next = 0;
        Instant end = uses.get(uses.size() - 1).at().plus(detector.every());
        for (Instant now = uses.get(0).at().plus(detector.every());
                !now.isAfter(end);
                now = now.plus(detector.every())) {
            int from = next;
            while (next < uses.size() && uses.get(next).at().isBefore(now)) {
                next++;
            }
            List<String> top = detector.look(uses.subList(from, next), now).stream()
                    .limit(TOP)
                    .toList();
            for (String tag : top) {
                note(tag, now);
            }
        }
        return new Findings(
                detector.name(),
                stream.bursts().size(),
                new ArrayList<>(found.values().stream().sorted().toList()),
                trueAlarms,
                falseAlarms,
                farms.size(),
                stream.hashtags() * stream.judgedDays());
    }

    private void note(String tag, Instant now) {
        Instant before = lastSeen.put(tag, now);
        boolean entered = before == null || Duration.between(before, now).compareTo(GONE_AFTER) > 0;
        if (now.isBefore(stream.judgedFrom())) {
            return;
        }
        Optional<Burst> burst = stream.burst(tag, now);
        // On the list since before its burst began: nobody can see it enter, but it is there.
        burst.ifPresent(each -> found.putIfAbsent(each, Duration.between(each.from(), now)));
        if (!entered) {
            return;
        }
        if (burst.isPresent()) {
            trueAlarms++;
        } else {
            falseAlarms++;
            if (stream.farms().contains(tag)) {
                farms.add(tag);
            }
        }
    }
}
