package dev.pulso.processor.segment.gate;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.processor.segment.definition.Definition.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a version may serve.
 *
 * @param reasons what it missed; what it reached if it missed nothing
 */
public record Verdict(Segmentation.Verdict verdict, List<String> reasons) {
    /** @param churn against the serving version, 0 without one */
    public record Quality(double silhouette, double stability, double smallestShare, double churn) {}

    public static Verdict of(Quality quality, Gate gate) {
        List<String> missed = new ArrayList<>();
        least(missed, "silhouette", quality.silhouette, gate.silhouette());
        least(missed, "stability", quality.stability, gate.stability());
        least(missed, "smallest share", quality.smallestShare, gate.smallestShare());
        if (quality.churn > gate.churn()) {
            missed.add(text("churn %.3f is above the gate of %.3f", quality.churn, gate.churn()));
        }
        if (!missed.isEmpty()) {
            return new Verdict(Segmentation.Verdict.REFUSED, missed);
        }
        return new Verdict(
                Segmentation.Verdict.PROMOTED,
                List.of(text(
                        "silhouette %.3f, stability %.3f, smallest share %.3f and churn %.3f pass the gate",
                        quality.silhouette, quality.stability, quality.smallestShare, quality.churn)));
    }

    private static void least(List<String> missed, String name, double value, double least) {
        if (!(value >= least)) {
            missed.add(text("%s %.3f is below the gate of %.3f", name, value, least));
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
