package dev.pulso.bench.results;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * Made-up counts of a busy network: posts draw a tag by Zipf's law (exponent 1, 50,000 tags), one of three networks, one of
 * eight languages (half of the posts in the first one) and one of 200,000 authors.
 */
final class Counts {
    private static final int TAGS = 50_000;
    private static final int AUTHORS = 200_000;
    private static final String[] NETWORKS = {"bluesky", "mastodon", "x"};
    private static final String[] LANGS = {"en", "es", "de", "fr", "ja", "pt", "ko", "und"};

    private final Random random = new Random(7);
    private final double[] reached = new double[TAGS];

    Counts() {
        double sum = 0;
        for (int tag = 0; tag < TAGS; tag++) {
            sum += 1.0 / (tag + 1);
            reached[tag] = sum;
        }
    }

    /** Identity of a row. */
    record Key(Instant minute, String tag, String network, String lang) {}

    /** What is in a row. */
    static final class Row {
        private final HllSketch authors = new HllSketch(12, TgtHllType.HLL_4);
        private int posts;

        int posts() {
            return posts;
        }

        byte[] sketch() {
            return authors.toCompactByteArray();
        }

        long authors() {
            return Math.min(posts, Math.round(authors.getEstimate()));
        }
    }

    /** Posts of one minute until so many rows have come together. */
    Map<Key, Row> minute(Instant minute, int rows) {
        Map<Key, Row> found = new HashMap<>();
        while (found.size() < rows) {
            String lang = LANGS[random.nextBoolean() ? 0 : random.nextInt(LANGS.length)];
            Key key = new Key(minute, tag(), NETWORKS[random.nextInt(NETWORKS.length)], lang);
            Row row = found.computeIfAbsent(key, any -> new Row());
            row.posts++;
            row.authors.update((long) random.nextInt(AUTHORS));
        }
        return found;
    }

    /** A tag, often ones more often. */
    String tag() {
        double drawn = random.nextDouble() * reached[TAGS - 1];
        int at = Arrays.binarySearch(reached, drawn);
        return "tag" + (at < 0 ? -at - 1 : at);
    }

    String network() {
        return NETWORKS[random.nextInt(NETWORKS.length)];
    }

    String lang() {
        return LANGS[random.nextInt(LANGS.length)];
    }

    Random random() {
        return random;
    }
}
