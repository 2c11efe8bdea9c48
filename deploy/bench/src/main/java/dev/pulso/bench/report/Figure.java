package dev.pulso.bench.report;

/**
 * One measured figure beside its baseline.
 *
 * @param benchmark name of the subcommand
 * @param what what was measured, with its conditions
 * @param unit unit of {@code value} and {@code baseline}
 * @param value measured with Pulso
 * @param baselineOf what the baseline is
 * @param baseline measured in the same run, interleaved with {@code value}
 */
public record Figure(String benchmark, String what, String unit, double value, String baselineOf, double baseline) {
    /** Value per baseline. */
    public double ratio() {
        return value / baseline;
    }
}
