package dev.pulso.bench.bursts;

import dev.pulso.bench.bursts.Stream.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The formula of Mastodon's trending hashtags ({@code Trends::Tags}): accounts of today so far against those of the whole of
 * yesterday, {@code (observed - expected)^2 / expected}, the highest score halving every four hours. Refreshed every five
 * minutes as there; without the moderators who approve each hashtag there.
 */
final class MastodonDetector implements Detector {
    private static final double LEAST_ACCOUNTS = 5;
    private static final double LEAST_SCORE = 1;
    private static final Duration HALF_LIFE = Duration.ofHours(4);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(2);

    private final Map<Instant, Map<String, Set<String>>> accounts = new HashMap<>();
    private final Map<String, Peak> peaks = new HashMap<>();

    private record Peak(double score, Instant at) {
        double decayed(Instant now) {
            double halfLives = Duration.between(at, now).toMillis() / (double) HALF_LIFE.toMillis();
            return score * Math.pow(0.5, halfLives);
        }
    }

    @Override
    public String name() {
        return "Mastodon's formula";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public List<String> look(List<Use> uses, Instant now) {
        for (Use use : uses) {
            accounts.computeIfAbsent(use.at().truncatedTo(ChronoUnit.DAYS), day -> new HashMap<>())
                    .computeIfAbsent(use.tag(), tag -> new HashSet<>())
                    .add(use.author());
        }
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        accounts.getOrDefault(today, Map.of()).forEach((tag, its) -> {
            double score = score(its.size(), accountsOf(tag, today.minus(1, ChronoUnit.DAYS)));
            Peak peak = peaks.get(tag);
            if (peak == null || score > peak.score || peak.at.isBefore(now.minus(FORGOTTEN_AFTER))) {
                peaks.put(tag, new Peak(score, now));
            }
        });
        return peaks.entrySet().stream()
                .filter(each -> each.getValue().decayed(now) >= LEAST_SCORE)
                .sorted(Comparator.<Map.Entry<String, Peak>>comparingDouble(
                                each -> each.getValue().decayed(now))
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private double accountsOf(String tag, Instant day) {
        return accounts.getOrDefault(day, Map.of()).getOrDefault(tag, Set.of()).size();
    }

    private static double score(double observed, double yesterday) {
        double expected = yesterday == 0 ? 1 : yesterday;
        return expected > observed || observed < LEAST_ACCOUNTS ? 0 : Math.pow(observed - expected, 2) / expected;
    }
}
