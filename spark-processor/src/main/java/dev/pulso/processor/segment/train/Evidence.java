package dev.pulso.processor.segment.train;

import dev.pulso.contracts.segment.Segmentation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What each number of segments came to, the first entry being one segment.
 *
 * <p>The gap statistic (Tibshirani, Walther, Hastie 2001), counted from one segment: how much more {@code ln(wcss)} falls than
 * for random points, of two kinds: uniform in the box along the principal axes, and uniform in the box in original units. The
 * smaller counts.
 */
public record Evidence(List<Entry> entries) {
    // Between uniform samples of some thousand points the gap wanders by 0.01 to 0.02; see RATIONALE.md.
    private static final double LEAST_RISE = 0.05;

    /** @param silhouette NaN for one segment */
    public record Entry(int k, double wcss, double silhouette, double gap, double spread) {
        Segmentation.Evidence told() {
            return new Segmentation.Evidence(k, wcss, Double.isNaN(silhouette) ? null : silhouette, gap, spread);
        }
    }

    public List<Segmentation.Evidence> told() {
        return entries.stream().map(Entry::told).toList();
    }

    /**
     * The smallest number of segments that beats one segment and is not clearly beaten by the next; none if the data are no more
     * clustered than random points.
     */
    public Optional<Entry> choice() {
        List<Entry> better = entries.stream()
                .skip(1)
                .filter(each -> each.gap > Math.max(LEAST_RISE, 2 * each.spread))
                .toList();
        for (int i = 0; i + 1 < better.size(); i++) {
            Entry next = better.get(i + 1);
            if (better.get(i).gap >= next.gap - next.spread) {
                return Optional.of(better.get(i));
            }
        }
        return better.stream().max(Comparator.comparingDouble(Entry::gap));
    }
}
