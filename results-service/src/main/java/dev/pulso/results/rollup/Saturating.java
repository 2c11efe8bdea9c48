package dev.pulso.results.rollup;

/** Addition that stays at the end of the range: one absurd count must not keep all others from being answered. */
public final class Saturating {
    private Saturating() {}

    public static long add(long left, long right) {
        long sum = left + right;
        boolean overflow = ((left ^ sum) & (right ^ sum)) < 0;
        return overflow ? left < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
    }
}
