package dev.pulso.processor.segment.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import dev.pulso.processor.segment.train.Points;
import dev.pulso.processor.segment.train.Scale;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Definition CUSTOMERS =
            Objects.requireNonNull(Definitions.shipped().get("customers"));
    private static final Scale PLAIN = new Scale(false, new double[3], new double[] {1, 1, 1});

    @Test
    void shouldTellTheSmallestChangeThatBringsItHalfWay() {
        Explanation explained =
                Explanation.of(new double[] {0, 0, 0}, 0, new double[][] {{0, 0, 0}, {3, 0, 0}}, PLAIN, CUSTOMERS);

        assertThat(explained.nearest()).isEqualTo(1);
        assertThat(explained.mover()).isEqualTo(nameOf(0) + " 0 → 1.5");
    }

    /** Six standard deviations from the mean, whichever feature changes. */
    @Test
    void shouldAdviseNothingThatLeadsToWhereNobodyIs() {
        Explanation explained = Explanation.of(
                new double[] {-3, -3, -3}, 0, new double[][] {{0, 0, 0}, {0.1, 0.1, 0.1}}, PLAIN, CUSTOMERS);

        assertThat(explained.nearest()).isEqualTo(1);
        assertThat(explained.mover()).isNull();
    }

    @Property
    void shouldBringItAsNearToTheOtherSegment(@ForAll long seed) {
        Random random = new Random(seed);
        double[] entity = random.doubles(3, -3, 3).toArray();
        double[][] centers = {
            random.doubles(3, -3, 3).toArray(), random.doubles(3, -3, 3).toArray()
        };
        int own = Points.nearest(entity, centers, -1);
        String mover = Explanation.of(entity, own, centers, PLAIN, CUSTOMERS).mover();
        if (mover == null) {
            return;
        }
        String[] words = mover.split(" ");
        double target = Double.parseDouble(words[3]);
        double[] moved = entity.clone();
        moved[numberOf(words[0])] = target;

        assertThat(Math.abs(target)).isLessThan(4.01);
        // What is told is rounded.
        assertThat(Points.squaredDistance(moved, centers[own]))
                .isCloseTo(Points.squaredDistance(moved, centers[1 - own]), within(0.1));
    }

    private static String nameOf(int feature) {
        return CUSTOMERS.features().get(feature).name();
    }

    private static int numberOf(String name) {
        return CUSTOMERS.features().stream()
                .map(Definition.Feature::name)
                .toList()
                .indexOf(name);
    }
}
