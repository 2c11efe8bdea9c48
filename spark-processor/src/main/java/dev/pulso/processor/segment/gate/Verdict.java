package dev.pulso.processor.segment.gate;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Code;
import dev.pulso.contracts.segment.Segmentation.Finding;
import dev.pulso.processor.segment.definition.Definition.Gate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version may serve.
 *
 * @param findings what it missed; what it reached if it missed nothing
 */
public record Verdict(Segmentation.Verdict verdict, List<Finding> findings) {
    /** @param churn against the serving version, 0 without one */
    public record Quality(double silhouette, double stability, double smallestShare, double churn) {}

    public static Verdict of(Quality quality, Gate gate) {
        List<Finding> all = List.of(
                least("silhouette", quality.silhouette, gate.silhouette()),
                least("stability", quality.stability, gate.stability()),
                least("smallestShare", quality.smallestShare, gate.smallestShare()),
                most("churn", quality.churn, gate.churn()));
        List<Finding> missed =
                all.stream().filter(each -> each.code() != Code.PASSED).toList();
        return missed.isEmpty()
                ? new Verdict(Segmentation.Verdict.PROMOTED, all)
                : new Verdict(Segmentation.Verdict.REFUSED, missed);
    }

    public static Verdict tooFew(long entities, long needed) {
        return new Verdict(
                Segmentation.Verdict.NOT_ENOUGH_DATA,
                List.of(new Finding(Code.TOO_FEW_ENTITIES, null, (double) entities, (double) needed)));
    }

    public static Verdict noStructure() {
        return new Verdict(
                Segmentation.Verdict.NO_STRUCTURE, List.of(new Finding(Code.NO_STRUCTURE, null, null, null)));
    }

    /** A version that served before serves again. */
    public static Verdict rolledBack(long version) {
        return new Verdict(
                Segmentation.Verdict.PROMOTED, List.of(new Finding(Code.ROLLED_BACK, null, (double) version, null)));
    }

    /** The findings in English. */
    public List<String> reasons() {
        return findings.stream().map(Verdict::words).toList();
    }

    // Written so that a figure that is not a number passes nothing.
    private static Finding least(String metric, double value, double least) {
        return new Finding(value >= least ? Code.PASSED : Code.BELOW, metric, known(value), least);
    }

    private static Finding most(String metric, double value, double most) {
        return new Finding(value <= most ? Code.PASSED : Code.ABOVE, metric, known(value), most);
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static String words(Finding finding) {
        return switch (finding.code()) {
            case PASSED -> judged("%s %s passes the gate of %.3f", finding);
            case BELOW -> judged("%s %s is below the gate of %.3f", finding);
            case ABOVE -> judged("%s %s is above the gate of %.3f", finding);
            case TOO_FEW_ENTITIES ->
                String.format(Locale.ROOT, "%.0f entities, at least %.0f are needed", finding.value(), finding.bound());
            case NO_STRUCTURE -> "no number of segments stands out from random data of the same spread";
            case ROLLED_BACK -> String.format(Locale.ROOT, "rolled back to version %.0f", finding.value());
        };
    }

    private static String judged(String format, Finding finding) {
        Double value = finding.value();
        String told = value == null ? "unknown" : String.format(Locale.ROOT, "%.3f", value);
        return String.format(Locale.ROOT, format, finding.metric(), told, finding.bound());
    }
}
