package dev.pulso.results.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SaturatingTest {
    @Property
    void shouldBeTheSumOrTheEndOfTheRangeItLeaves(@ForAll long left, @ForAll long right) {
        BigInteger sum = BigInteger.valueOf(left).add(BigInteger.valueOf(right));
        BigInteger nearest = sum.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(Saturating.add(left, right)).isEqualTo(nearest.longValueExact());
    }
}
