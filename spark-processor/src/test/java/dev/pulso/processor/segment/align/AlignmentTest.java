package dev.pulso.processor.segment.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pulso.contracts.segment.Segmentation.Kind;
import dev.pulso.contracts.segment.Segmentation.Lineage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    @Property(tries = 200)
    void shouldAssignAtTheLeastCost(@ForAll @IntRange(min = 1, max = 6) int size, @ForAll java.util.Random random) {
        double[][] cost = new double[size][size];
        for (double[] row : cost) {
            Arrays.setAll(row, i -> random.nextInt(20) - 10);
        }
        int[] assigned = Hungarian.assign(cost);

        assertThat(Arrays.stream(assigned).distinct().count()).isEqualTo(size);
        double sum =
                IntStream.range(0, size).mapToDouble(i -> cost[i][assigned[i]]).sum();
        assertThat(sum).isEqualTo(least(cost, 0, new boolean[size]));
    }

    private static double least(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int column = 0; column < cost.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                least = Math.min(least, cost[row][column] + least(cost, row + 1, taken));
                taken[column] = false;
            }
        }
        return least;
    }

    @Test
    void shouldKeepIdsWhateverTheOrderOfClusters() {
        Alignment aligned = of(new long[][] {{0, 2, 98}, {95, 5, 0}, {0, 50, 0}}, 3);

        assertThat(aligned.ids()).containsExactly("s2", "s3", "s1");
        assertThat(aligned.lineage()).isEmpty();
        assertThat(aligned.churn()).isCloseTo(7 / 250.0, within(1e-9));
    }

    @Test
    void shouldTellBirthAndDeath() {
        Alignment aligned = of(
                new long[][] {{100, 0, 0}, {0, 0, 100}, {0, 0, 0}},
                new long[] {100, 100, 40},
                new long[] {100, 70, 100},
                7);

        assertThat(aligned.ids()).containsExactly("s1", "s8", "s2");
        assertThat(aligned.lineage())
                .containsExactly(new Lineage(Kind.BIRTH, "s8", List.of()), new Lineage(Kind.DEATH, "s3", List.of()));
    }

    @Test
    void shouldTellSplits() {
        Alignment aligned = of(new long[][] {{60, 40, 0}, {0, 0, 100}}, 2);

        assertThat(aligned.ids()).containsExactly("s1", "s3", "s2");
        assertThat(aligned.lineage()).containsExactly(new Lineage(Kind.SPLIT, "s1", List.of("s1", "s3")));
    }

    @Test
    void shouldTellMergers() {
        Alignment aligned = of(new long[][] {{60, 0}, {40, 0}, {0, 100}}, 3);

        assertThat(aligned.ids()).containsExactly("s1", "s3");
        assertThat(aligned.lineage()).containsExactly(new Lineage(Kind.MERGE, "s1", List.of("s1", "s2")));
    }

    private static Alignment of(long[][] shared, long last) {
        long[] oldSizes =
                Arrays.stream(shared).mapToLong(row -> Arrays.stream(row).sum()).toArray();
        long[] newSizes = new long[shared[0].length];
        for (long[] row : shared) {
            for (int j = 0; j < row.length; j++) {
                newSizes[j] += row[j];
            }
        }
        return of(shared, oldSizes, newSizes, last);
    }

    private static Alignment of(long[][] shared, long[] oldSizes, long[] newSizes, long last) {
        List<String> old =
                IntStream.rangeClosed(1, oldSizes.length).mapToObj(i -> "s" + i).toList();
        return Alignment.of(old, shared, oldSizes, newSizes, new double[oldSizes.length][newSizes.length], last);
    }
}
