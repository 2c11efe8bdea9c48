package dev.pulso.bench.bursts;

import dev.pulso.bench.bursts.Stream.Burst;
import dev.pulso.bench.bursts.Stream.Use;
import dev.pulso.bench.load.Zipf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Two made-up days, of which the second is judged: 300 hashtags by Zipf's law with a daily and a faster wave, 280,000 uses a
 * day. Planted: ten crowds that grow over half an hour and ebb away over an hour, half of them on hashtags in daily use;
 * five crowds of 1,000 accounts within ten minutes; five farms of 1,000 accounts within ten minutes with one text.
 */
final class PlantedDays {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant SECOND_DAY = START.plus(Duration.ofDays(1));
    private static final int MINUTES = 2 * 24 * 60;
    private static final int HASHTAGS = 300;
    private static final double USES_A_MINUTE = 195;
    private static final int AUTHORS = 40_000;
    private static final int GROWTH = 30;
    private static final int EBB = 60;
    private static final int LARGE = 1_000;
    private static final int LARGE_MINUTES = 10;

    private final List<Use> uses = new ArrayList<>();
    private final List<Burst> bursts = new ArrayList<>();
    private final List<String> farms = new ArrayList<>();
    private final Random random;

    private PlantedDays(long seed) {
        random = new Random(seed);
    }

    static Stream of(long seed) {
        PlantedDays days = new PlantedDays(seed);
        days.background();
        days.plant();
        return new Stream(
                "two generated days, seed " + seed,
                days.uses,
                days.bursts,
                days.farms,
                SECOND_DAY,
                HASHTAGS + days.farms.size());
    }

    private void background() {
        Zipf zipf = new Zipf(HASHTAGS, 1.0);
        for (int minute = 0; minute < MINUTES; minute++) {
            double daily = 1 + 0.6 * Math.sin(2 * Math.PI * minute / (24 * 60));
            double faster = 1 + 0.15 * Math.sin(2 * Math.PI * minute / 47.0);
            long count = Math.round(USES_A_MINUTE * daily * faster * (0.9 + 0.2 * random.nextDouble()));
            for (int i = 0; i < count; i++) {
                use("tag" + zipf.next(random), START.plusSeconds(60L * minute), "a" + random.nextInt(AUTHORS));
            }
        }
    }

    private void plant() {
        for (int i = 0; i < 10; i++) {
            String tag = i % 2 == 0 ? "burst" + i : "tag" + (20 + 8 * i);
            grown(tag, SECOND_DAY.plusSeconds(3_600L * (2 * i + 1)), i < 5 ? 15 : 60);
        }
        for (int i = 0; i < 5; i++) {
            Instant from = SECOND_DAY.plusSeconds(3_600L * (4 * i + 2) + 1_800);
            crowd("crowd" + i, from);
            farm("farm" + i, from.plusSeconds(300));
        }
    }

    /** Authors a minute rise evenly to the peak and fall evenly again. */
    private void grown(String tag, Instant from, int peak) {
        Instant first = null;
        for (int minute = 0; minute < GROWTH + EBB; minute++) {
            double share = minute < GROWTH ? (minute + 1.0) / GROWTH : (double) (GROWTH + EBB - minute) / EBB;
            for (long i = Math.round(peak * share); i > 0; i--) {
                Instant at = use(tag, from.plusSeconds(60L * minute), tag + random.nextInt(20_000));
                first = first == null || at.isBefore(first) ? at : first;
            }
        }
        bursts.add(new Burst(tag, first == null ? from : first, from.plusSeconds(60L * (GROWTH + EBB))));
    }

    private void crowd(String tag, Instant from) {
        for (int i = 0; i < LARGE; i++) {
            use(tag, from.plusSeconds(random.nextInt(LARGE_MINUTES) * 60L), tag + "author" + i);
        }
        bursts.add(new Burst(tag, from, from.plusSeconds(60L * LARGE_MINUTES)));
    }

    private void farm(String tag, Instant from) {
        for (int i = 0; i < LARGE; i++) {
            Instant at = from.plusSeconds(random.nextInt(LARGE_MINUTES * 60));
            uses.add(new Use(at, tag, tag + "bot" + i, "Buy now! https://t.co/" + i + " @someone" + i));
        }
        farms.add(tag);
    }

    /** Somewhere in the minute, in words that nobody else uses. */
    private Instant use(String tag, Instant minute, String author) {
        Instant at = minute.plusMillis(random.nextInt(60_000));
        uses.add(new Use(at, tag, author, "view " + uses.size()));
        return at;
    }
}
