package dev.pulso.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BacklogTest {
    @Property(tries = 200)
    void shouldOweTheLatestValueOfEachKeyWithinItsBound(
            @ForAll @Size(max = 80) List<@IntRange(max = 20) Integer> keys,
            @ForAll @IntRange(min = 1, max = 25) int bound) {
        Backlog backlog = new Backlog(bound);
        Map<String, Integer> latest = new HashMap<>();
        int replaced = 0;
        for (int i = 0; i < keys.size(); i++) {
            replaced += backlog.add(Map.of(View.HASHTAGS, List.of(row("k" + keys.get(i), i))));
            latest.put("k" + keys.get(i), i);
        }

        assertThat(backlog.keys()).isLessThanOrEqualTo(bound);
        assertThat(backlog.isOverflown()).isEqualTo(latest.size() > bound);
        if (!backlog.isOverflown()) {
            assertThat(backlog.keys()).isEqualTo(latest.size());
            assertThat(replaced).isEqualTo(keys.size() - latest.size());
            String frames = backlog.frames(Position.NONE, Position.NONE, 100).toString();
            latest.forEach((key, i) -> assertThat(frames).contains("\"" + key + "/" + i + "\""));
        }
    }

    @Test
    void shouldNotClaimMoreThanWasSent() {
        Position before = at(1, 1);
        Position after = at(9, 9);
        Map<View, List<Row>> changes = new EnumMap<>(View.class);
        changes.put(View.HASHTAGS, new ArrayList<>(List.of(row("a", 1), row("b", 1), row("c", 1))));
        changes.put(View.ACTIVITY, List.of(row("d", 1)));

        String frames = Frames.changes(changes, before, after, 2).toString();

        assertThat(frames.lines().filter(line -> line.startsWith("id: ")))
                .containsExactly(
                        "id: hashtags~a=1,activity~b=1",
                        "id: hashtags~a=9,activity~b=1",
                        "id: hashtags~a=9,activity~b=9");
        assertThat(frames.lines().filter(line -> line.startsWith("data: ")))
                .first()
                .isEqualTo("data: {\"view\":\"hashtags\",\"items\":[\"a/1\",\"b/1\"]}");
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
