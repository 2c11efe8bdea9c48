package dev.pulso.processor.trend;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A score in words. */
final class Words {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String why(Life life, long window, Crowd crowd, Baseline expected, Rules rules) {
        StringBuilder why = new StringBuilder(String.format(
                Locale.ROOT,
                "%d distinct author%s in %d minutes where %.1f %s usual",
                crowd.authors(),
                crowd.authors() == 1 ? "" : "s",
                rules.window().toMinutes(),
                expected.mean(),
                Math.abs(expected.mean() - 1) < 0.05 ? "is" : "are"));
        if (crowd.observed() < crowd.authors()) {
            why.append(", counted as ").append(crowd.observed()).append(" because many say the same");
        }
        if (life.peakWindow() != window) {
            why.append(String.format(
                    Locale.ROOT, "; peak %.1f at %s UTC", life.peak(), CLOCK.format(rules.endOf(life.peakWindow()))));
        }
        return why.toString();
    }
}
