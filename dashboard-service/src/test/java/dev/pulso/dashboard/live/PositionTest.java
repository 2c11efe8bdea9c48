package dev.pulso.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Property(tries = 200)
    void shouldComeBackFromItsWireForm(@ForAll("positions") Position position) {
        assertThat(Position.parse(position.encode())).contains(position);
    }

    @Property(tries = 500)
    void shouldReadAnyTextWithoutFailing(@ForAll String text) {
        Position.parse(text);
    }

    @Test
    void shouldSayTheSameOnEveryReplica() {
        Position position = new Position(Map.of(
                View.PIPELINE, new Position.Place("9bc", List.of(44L)),
                View.HASHTAGS, new Position.Place("5f3a", List.of(12L, 0L, 7L))));

        assertThat(position.encode()).isEqualTo("hashtags~5f3a=12.0.7,pipeline~9bc=44");
        assertThat(position.only(EnumSet.of(View.PIPELINE)).encode()).isEqualTo("pipeline~9bc=44");
    }

    @Test
    void shouldNeverBeEmptyOnTheWire() {
        assertThat(Position.NONE.encode()).isEqualTo("-");
        assertThat(Position.parse("-")).contains(Position.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "hashtags",
                "hashtags~x=1",
                "hashtags~a=",
                "hashtags~a=-1",
                "nothing~a=1",
                "hashtags~a=1,"
            })
    void shouldRefuseWhatIsNotOurs(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }

    @Test
    void shouldMoveInOneViewOnly() {
        Position before = at(1, 1);
        Position after = at(5, 6);

        assertThat(before.with(View.HASHTAGS, after)).isEqualTo(at(5, 1));
    }

    private static Position at(long hashtags, long activity) {
        return new Position(Map.of(
                View.HASHTAGS, new Position.Place("a", List.of(hashtags)),
                View.ACTIVITY, new Position.Place("b", List.of(activity))));
    }

    @Provide
    Arbitrary<Position> positions() {
        Arbitrary<Position.Place> place = Combinators.combine(
                        Arbitraries.longs().between(0, 0xFFFF_FFFFL).map(Long::toHexString),
                        Arbitraries.longs()
                                .between(0, 999_999_999_999_999_999L)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(12))
                .as(Position.Place::new);
        Arbitrary<Set<View>> views = Arbitraries.of(View.class).set();
        return Combinators.combine(views, place)
                .as((some, at) -> new Position(some.stream().collect(Collectors.toMap(view -> view, view -> at))));
    }
}
