package dev.pulso.results.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FoldTest {
    private record Key(long generation, Instant windowStart) implements WindowKey {}

    /** What one key gets in one batch. */
    record Step(int key, int count) {}

    /** A poll: from where it starts reading (again), and how many records it brings. */
    record Poll(int back, int size) {}

    @Property(tries = 2000)
    void shouldReachTheSameTotalsHoweverTheStreamIsCutAndRedelivered(
            @ForAll("stream") List<Step> stream, @ForAll("polls") List<Poll> polls) {
        List<Change<Key, Long>> changes = changes(stream);
        Map<Key, Stored<Long>> table = new HashMap<>();
        int position = 0;
        for (Poll poll : polls) {
            // A restart: offsets of the last polls were not committed, so they come again.
            position = Math.max(0, position - poll.back());
            int end = Math.min(changes.size(), position + poll.size());
            apply(table, changes.subList(position, end));
            position = end;
        }
        apply(table, changes.subList(position, changes.size()));
        apply(table, changes);

        Map<Key, Long> expected = new HashMap<>();
        stream.forEach(step -> expected.merge(key(step.key()), (long) step.count(), Long::sum));
        Map<Key, Long> totals = new HashMap<>();
        table.forEach((key, row) -> totals.put(key, row.value()));
        assertThat(totals).isEqualTo(expected);
    }

    @Property(tries = 500)
    void shouldRaiseTheVersionWithEveryChangeAndOnlyThen(@ForAll("stream") List<Step> stream) {
        List<Change<Key, Long>> changes = changes(stream);
        Map<Key, Stored<Long>> table = new HashMap<>();
        Fold<Key, Long> first = apply(table, changes);
        Fold<Key, Long> again = apply(table, changes);

        assertThat(first.duplicates()).isZero();
        assertThat(again.duplicates()).isEqualTo(changes.size());
        assertThat(again.toWrite()).isEmpty();
        assertThat(again.toPublish()).isEqualTo(first.toPublish());
        assertThat(table.values()).allSatisfy(row -> assertThat(row.version()).isEqualTo(1));
    }

    private static Fold<Key, Long> apply(Map<Key, Stored<Long>> table, List<Change<Key, Long>> changes) {
        Fold<Key, Long> fold = Fold.of(table, 0L, changes);
        table.putAll(fold.toWrite());
        return fold;
    }

    private static List<Change<Key, Long>> changes(List<Step> stream) {
        List<Change<Key, Long>> changes = new ArrayList<>();
        for (int batch = 0; batch < stream.size(); batch++) {
            Step step = stream.get(batch);
            changes.add(new Change<>(key(step.key()), batch, total -> total + step.count()));
        }
        return changes;
    }

    private static Key key(int number) {
        return new Key(1, Instant.ofEpochSecond(60L * number));
    }

    @Provide
    Arbitrary<List<Step>> stream() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(-3, 9))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Poll>> polls() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 15))
                .as(Poll::new)
                .list()
                .ofMaxSize(15);
    }
}
