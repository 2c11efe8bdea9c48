package dev.pulso.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.Snapshot;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FramesTest {
    @Test
    void shouldNotClaimMoreThanWasSent() {
        String frames =
                Frames.whole(Frames.changes(changes(), at(1, 1), at(9, 9), 2)).toString();

        assertThat(frames.lines().filter(line -> line.startsWith("id: ")))
                .containsExactly(
                        "id: hashtags~a=1,activity~b=1",
                        "id: hashtags~a=9,activity~b=1",
                        "id: hashtags~a=9,activity~b=9");
        assertThat(frames.lines().filter(line -> line.startsWith("data: ")))
                .first()
                .isEqualTo("data: {\"view\":\"hashtags\",\"items\":[\"a/1\",\"b/1\"]}");
    }

    @Test
    void shouldPutASnapshotTogetherWhateverIsEmpty() {
        assertThat(data(new Snapshot(changes(), at(1, 1))))
                .isEqualTo("{\"views\":{\"hashtags\":[\"a/1\",\"b/1\",\"c/1\"],\"activity\":[\"d/1\"]}}");
        assertThat(data(new Snapshot(Map.of(View.TRENDS, List.of()), at(1, 1))))
                .isEqualTo("{\"views\":{\"trends\":[]}}");
        assertThat(data(new Snapshot(Map.of(), at(1, 1)))).isEqualTo("{\"views\":{}}");
    }

    @Property(tries = 200)
    void shouldCutPiecesThatAreTheWholeAndSmall(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 3 * Pieces.MAX_BYTES) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 20) int perEvent) {
        Map<View, List<Row>> changes = new EnumMap<>(View.class);
        changes.put(
                View.HASHTAGS,
                sizes.stream().map(size -> row("x".repeat(size), size)).toList());

        Buffer together = Buffer.buffer();
        Pieces pieces = new Pieces(Frames.changes(changes, Position.NONE, at(1, 1), perEvent));
        while (pieces.hasNext()) {
            Buffer piece = pieces.next();
            assertThat(piece.length()).isBetween(1, Pieces.MAX_BYTES);
            together.appendBuffer(piece);
        }

        assertThat(together).isEqualTo(Frames.whole(Frames.changes(changes, Position.NONE, at(1, 1), perEvent)));
    }

    private static String data(Snapshot snapshot) {
        return Frames.whole(Frames.snapshot(snapshot))
                .toString()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .orElseThrow()
                .substring("data: ".length());
    }

    private static Map<View, List<Row>> changes() {
        Map<View, List<Row>> changes = new EnumMap<>(View.class);
        changes.put(View.HASHTAGS, List.of(row("a", 1), row("b", 1), row("c", 1)));
        changes.put(View.ACTIVITY, List.of(row("d", 1)));
        return changes;
    }

    private static Position at(long hashtags, long activity) {
        return new Position(Map.of(
                View.HASHTAGS, new Position.Place("a", List.of(hashtags)),
                View.ACTIVITY, new Position.Place("b", List.of(activity))));
    }

    private static Row row(String key, int value) {
        byte[] json = ("\"" + key + "/" + value + "\"").getBytes(StandardCharsets.UTF_8);
        return new Row(View.HASHTAGS, key, Instant.EPOCH, value, json);
    }
}
