package dev.pulso.bench.bursts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Uses of hashtags with bursts in them.
 *
 * @param uses in the order of time
 * @param bursts what is to be found
 * @param farms hashtags that accounts push with one text: not to be found
 * @param judgedFrom before it nobody is judged: the detectors learn
 * @param hashtags number of hashtags that are watched while judged
 */
record Stream(String name, List<Use> uses, List<Burst> bursts, List<String> farms, Instant judgedFrom, long hashtags) {
    /** A burst may be pointed out so long after its end; later it is old news. */
    private static final Duration AFTERMATH = Duration.ofMinutes(30);

    /** An author uses a hashtag. Reposts are not among them. */
    record Use(Instant at, String tag, String author, String text) {}

    /** A burst from its first to its last use. */
    record Burst(String tag, Instant from, Instant to) {
        boolean covers(String other, Instant at) {
            return tag.equals(other) && !at.isBefore(from) && at.isBefore(to.plus(AFTERMATH));
        }
    }

    Stream {
        uses = uses.stream().sorted(Comparator.comparing(Use::at)).toList();
    }

    Optional<Burst> burst(String tag, Instant at) {
        return bursts.stream().filter(each -> each.covers(tag, at)).findFirst();
    }

    double judgedDays() {
        Instant end = uses.get(uses.size() - 1).at();
        return Duration.between(judgedFrom, end).toMillis()
                / (double) Duration.ofDays(1).toMillis();
    }
}
