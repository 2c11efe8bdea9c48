package dev.pulso.bench.load;

import java.util.Arrays;
import java.util.Random;

/** Ranks drawn by Zipf's law: few hashtags are used often, most seldom. */
public final class Zipf {
    private final double[] cumulated;

    /** @param exponent the larger, the more the first ranks get */
    public Zipf(int ranks, double exponent) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            cumulated[i] = sum;
        }
    }

    /** A rank from 0. */
    public int next(Random random) {
        double drawn = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, drawn);
        return found >= 0 ? found : -found - 1;
    }
}
