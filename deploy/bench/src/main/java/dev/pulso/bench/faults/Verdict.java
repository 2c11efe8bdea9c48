package dev.pulso.bench.faults;

import dev.pulso.bench.oracle.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row. Times are seconds from the harm (detect) or its end (the others); null where it was not seen.
 *
 * @param notRun why it was not run; null if it was
 * @param detect until a client was refused or a service said that it is not ready
 * @param firstOk until the first event was acknowledged again
 * @param caughtUp until everything acknowledged was in the answers, under load
 * @param page until the live stream moved after that
 */
record Verdict(
        String row,
        String title,
        @Nullable String notRun,
        @Nullable Double detect,
        @Nullable Double firstOk,
        @Nullable Double caughtUp,
        @Nullable Double page,
        @Nullable Findings findings,
        List<String> remarks) {
    Verdict {
        remarks = List.copyOf(remarks);
    }

    static Verdict notRun(Fault fault, String reason) {
        return new Verdict(fault.row(), fault.title(), reason, null, null, null, null, null, List.of());
    }

    boolean good() {
        return findings != null && findings.good();
    }

    /** In words, for the console and the table. */
    String outcome() {
        if (findings == null) {
            return "not run: " + notRun;
        }
        return findings.good() ? "good" : "BAD: " + String.join("; ", findings.broken());
    }
}
