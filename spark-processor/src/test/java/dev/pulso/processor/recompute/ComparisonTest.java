package dev.pulso.processor.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.recompute.Comparison.Series;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final String ONE = "2026-11-23T08:01:00Z";
    private static final String TWO = "2026-11-23T08:02:00Z";

    private final Memory ours = new Memory();
    private ResultsStandIn results;

    @BeforeEach
    void serve() throws Exception {
        results = new ResultsStandIn();
        for (String tag : List.of("a", "b", "c")) {
            ours.posts.put(new Series(tag, "x", "en"), Map.of(ONE, figures(2), TWO, figures(3)));
            results.posts(ONE + "|" + tag + "|x|en", 2);
            results.posts(TWO + "|" + tag + "|x|en", 3);
        }
        ours.events.put(new Served.Activity(ONE, "order", "/shop"), new Figures(4, 0, new BigDecimal("0.0")));
        results.events(ONE + "|order|/shop", 4, BigDecimal.ZERO);
    }

    @AfterEach
    void close() {
        results.close();
    }

    @Test
    void shouldFindNothingWhereNothingDiffers() throws Exception {
        assertThat(compare(false)).isEmpty();
        assertThat(compare(true)).isEmpty();
    }

    @Test
    void shouldNameTheMinutesOfAHashtagThatDiffers() throws Exception {
        results.posts(TWO + "|b|x|en", 5);

        assertThat(compare(false))
                .containsExactly(new Difference(
                        "hashtag", TWO, "b", "x", "en", "posts", BigDecimal.valueOf(3), BigDecimal.valueOf(5)));
    }

    @Test
    void shouldFindMinutesThatMakeUpForEachOtherIfAsked() throws Exception {
        results.posts(ONE + "|b|x|en", 3);
        results.posts(TWO + "|b|x|en", 2);

        assertThat(compare(false)).isEmpty();
        assertThat(compare(true)).hasSize(2);
    }

    @Test
    void shouldFindWhatOnlyOneSideKnows() throws Exception {
        results.posts(ONE + "|a|y|de", 1);
        results.events(ONE + "|visit|/shop", 1, BigDecimal.ZERO);
        ours.posts.put(new Series("lost", "x", "en"), Map.of(ONE, figures(1)));
        ours.events.put(new Served.Activity(TWO, "order", "/shop"), figures(1));

        assertThat(compare(false))
                .extracting(each -> each.name() + " " + each.recomputed() + " " + each.served())
                .containsExactlyInAnyOrder("a 5 6", "visit 0 1", "lost 1 0", "order 1 0");
    }

    @Test
    void shouldCompareRelatedTagsFromBothSidesIfAsked() throws Exception {
        ours.related.put("a", Map.of("b", 2L, "c", 1L));
        ours.related.put("b", Map.of("a", 2L));
        ours.related.put("c", Map.of("a", 1L));
        results.pair("a", "b", 2);
        results.pair("a", "c", 3);
        results.pair("b", "c", 1);

        assertThat(compare(false)).isEmpty();
        assertThat(compare(new Comparison.Depth(false, true)))
                .extracting(each -> each.kind() + " " + each.name() + " " + each.recomputed() + " " + each.served())
                .containsExactlyInAnyOrder("related a|c 1 3", "related b|c 0 1", "related c|a 1 3", "related c|b 0 1");
    }

    private List<Difference> compare(boolean everyMinute) throws Exception {
        return compare(new Comparison.Depth(everyMinute, false));
    }

    private List<Difference> compare(Comparison.Depth depth) throws Exception {
        return new Comparison(ours, new Served(results.url(), DAY), DAY, depth).run();
    }

    private static Figures figures(long count) {
        return new Figures(count, 0, null);
    }

    private static final class Memory implements Comparison.Recomputed {
        private final Map<Series, Map<String, Figures>> posts = new HashMap<>();
        private final Map<String, Map<String, Long>> related = new HashMap<>();
        private final Map<Served.Activity, Figures> events = new HashMap<>();

        @Override
        public Map<Series, Figures> hashtags() {
            Map<Series, Figures> sums = new HashMap<>();
            posts.forEach((series, minutes) ->
                    sums.put(series, minutes.values().stream().reduce(Figures.NOTHING, Figures::plus)));
            return sums;
        }

        @Override
        public Map<String, Figures> minutes(Series series) {
            return posts.getOrDefault(series, Map.of());
        }

        @Override
        public Map<String, Map<String, Long>> related() {
            return related;
        }

        @Override
        public Map<Served.Activity, Figures> activities() {
            return events;
        }
    }
}
