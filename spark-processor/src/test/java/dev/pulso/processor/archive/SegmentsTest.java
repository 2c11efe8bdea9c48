package dev.pulso.processor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SegmentsTest {
    @Property(tries = 200)
    void shouldHoldEachBatchOnceWhateverIsMergedOrLeftBehind(
            @ForAll @IntRange(min = 1, max = 200) int batches,
            @ForAll @IntRange(min = 2, max = 6) int fanIn,
            @ForAll long seed) {
        Random random = new Random(seed);
        TreeSet<Segment> complete = new TreeSet<>();
        for (long batch = 0; batch < batches; batch++) {
            List<Segment> parts = Segments.toMerge(complete, fanIn);
            if (!parts.isEmpty()) {
                Segments.covered(complete).forEach(complete::remove);
                complete.add(new Segment(
                        7, parts.get(0).from(), parts.get(parts.size() - 1).to()));
            }
            complete.add(Segment.of(7, batch));
            if (batch > 0 && random.nextInt(5) == 0) {
                complete.add(
                        Segment.of(7, batch - 1)); // a replay after a kill, maybe of a batch that is merged already
            }
        }

        List<Long> held = new ArrayList<>();
        Segments.visible(complete)
                .forEach(each -> LongStream.rangeClosed(each.from(), each.to()).forEach(held::add));
        assertThat(held).isEqualTo(LongStream.range(0, batches).boxed().toList());
        assertThat(Segments.visible(complete)).hasSizeLessThan(2 * fanIn + batches / (fanIn * fanIn) + 2);
    }

    @Property(tries = 50)
    void shouldFindASegmentByTheNameOfItsDirectory(
            @ForAll @IntRange(min = 0) int from, @ForAll @IntRange(min = 0, max = 99) int more) {
        Segment segment = new Segment(5, from, (long) from + more);

        assertThat(Segment.parse(5, segment.name())).contains(segment);
        assertThat(Segment.parse(5, "." + segment.name())).isEmpty();
    }
}
