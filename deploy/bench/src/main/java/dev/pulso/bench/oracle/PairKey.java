package dev.pulso.bench.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;

/** What counts of pairs of hashtags are kept by: each pair once, the tag that comes first by code point in front. */
public record PairKey(Instant windowStart, String tag, String related, String network, String lang) {
    static PairKey of(Instant windowStart, String one, String other, String network, String lang) {
        // The bytes of UTF-8 are in the order of code points, those of Java's strings are not.
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)) < 0
                ? new PairKey(windowStart, one, other, network, lang)
                : new PairKey(windowStart, other, one, network, lang);
    }
}
