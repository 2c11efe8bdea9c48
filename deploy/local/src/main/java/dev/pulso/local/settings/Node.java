package dev.pulso.local.settings;

import java.util.Comparator;

/**
 * One replica of a part.
 *
 * @param part what it is
 * @param replica 0 for the first
 */
public record Node(Part part, int replica) implements Comparable<Node> {
    private static final Comparator<Node> ORDER =
            Comparator.comparing(Node::part).thenComparingInt(Node::replica);

    /** Its name on the console and of its log file: that of the part for the first replica, {@code kafka-2} for another. */
    public String title() {
        return replica == 0 ? part.title() : part.title() + "-" + (replica + 1);
    }

    @Override
    public int compareTo(Node other) {
        return ORDER.compare(this, other);
    }
}
