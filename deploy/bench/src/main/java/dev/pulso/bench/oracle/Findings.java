package dev.pulso.bench.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the account has found.
 *
 * @param sent ids ever sent
 * @param lost acknowledged ids that are not on the topic (A1), and what each place has too little (A3)
 * @param doubled what a place has too much (A3), ids nobody sent and refused ids on the topic (A2)
 * @param broken one line for everything that is not as it must be; empty if all is well
 */
public record Findings(long sent, long lost, long doubled, List<String> broken) {
    public Findings {
        broken = List.copyOf(broken);
    }

    public boolean good() {
        return broken.isEmpty();
    }

    /** Adds up findings line by line. */
    public static final class Builder {
        private final List<String> broken = new ArrayList<>();
        private long sent;
        private long lost;
        private long doubled;

        /** A1 and A2 of one kind of message. */
        public Builder delivered(
                String what, Set<String> sentIds, Set<String> ok, Set<String> fail, Set<String> there) {
            sent += sentIds.size();
            long missing = without(ok, there).size();
            long ghosts = without(there, sentIds).size();
            long refused = fail.stream().filter(there::contains).count();
            lost += missing;
            doubled += ghosts + refused;
            note(missing == 0, "A1 " + missing + " acknowledged " + what + " are not on the topic");
            note(ghosts == 0, "A2 " + ghosts + " " + what + " on the topic were never sent");
            note(refused == 0, "A2 " + refused + " refused " + what + " are on the topic");
            return this;
        }

        /** A3 and A4 of one place. */
        public Builder counted(String place, Difference difference) {
            lost = Math.max(lost, difference.under());
            doubled = Math.max(doubled, difference.over());
            note(
                    difference.none(),
                    "A3 " + place + ": " + difference.under() + " under, " + difference.over() + " over, such as "
                            + difference.examples());
            return this;
        }

        /** Any other assertion. */
        public Builder note(boolean holds, String otherwise) {
            if (!holds) {
                broken.add(otherwise);
            }
            return this;
        }

        public Findings build() {
            return new Findings(sent, lost, doubled, broken);
        }

        private static Set<String> without(Set<String> all, Set<String> taken) {
            Set<String> rest = new HashSet<>(all);
            rest.removeAll(taken);
            return rest;
        }
    }
}
