package dev.pulso.processor.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.contracts.trend.Trend.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrendBookTest {
    private final PlantedStream stream = new PlantedStream();

    @Test
    void shouldFindACrowdOutOfNothingAndSayWhy() {
        stream.background(0, 60);
        stream.crowd("burst", 40, 60);

        Trend trend = run(stream).get("burst");
        assertThat(trend.state()).isEqualTo(State.FADING);
        assertThat(trend.since()).isEqualTo(PlantedStream.minute(40));
        assertThat(trend.evidence().peakAt()).isEqualTo(PlantedStream.minute(45));
        assertThat(trend.evidence().peak()).isGreaterThan(20);
        assertThat(trend.evidence().samplePosts()).hasSize(3);
        assertThat(run(stream).get("burst|x|").score()).isEqualTo(trend.score());
        assertThat(run(stream).get("burst||en").evidence().peak())
                .isBetween(10.0, trend.evidence().peak() - 1);
    }

    @Test
    void shouldFindNothingWhereNothingChanges() {
        stream.background(0, 600);

        assertThat(run(stream)).isEmpty();
    }

    @Test
    void shouldNotTrustLoudAuthorsOrEchoes() {
        stream.background(0, 60);
        for (int i = 0; i < 1000; i++) {
            stream.post("loud", 45, "shouter", "text " + i);
            stream.post("farm", 45, "bot" + i, "Buy now! https://t.co/" + i + " @victim" + i);
        }

        assertThat(run(stream)).isEmpty();
    }

    @Test
    void shouldRaiseAndLowerATrend() {
        stream.background(0, 600);
        stream.crowd("wave", 100, 40);
        stream.crowd("wave", 105, 90);
        stream.crowd("wave", 110, 70);
        stream.crowd("wave", 115, 10);

        Map<Instant, Trend> steps = new HashMap<>();
        TrendBook book = new TrendBook(BaselineTest.RULES);
        int batch = 0;
        for (Sighting post : stream.sorted()) {
            book.take(batch++, List.of(post)).stream()
                    .filter(each -> each.recordKey().equals("wave"))
                    .forEach(each -> steps.put(each.at(), each));
        }

        assertThat(steps.get(PlantedStream.minute(105)).state()).isEqualTo(State.RISING);
        assertThat(steps.get(PlantedStream.minute(105)).why())
                .matches("\\d+ distinct authors in 5 minutes where 0.0 are usual");
        assertThat(steps.get(PlantedStream.minute(110)).state()).isEqualTo(State.RISING);
        assertThat(steps.get(PlantedStream.minute(115)).state()).isIn(State.PEAKING, State.FADING);
        assertThat(steps.get(PlantedStream.minute(120)).state()).isEqualTo(State.FADING);
        assertThat(steps.get(PlantedStream.minute(120)).why())
                .contains("; peak ")
                .contains("09:50 UTC");
        Trend end = steps.values().stream().max(Comparator.comparing(Trend::at)).orElseThrow();
        assertThat(end.state()).isEqualTo(State.FADING);
        assertThat(end.score()).isLessThan(BaselineTest.RULES.threshold());
        assertThat(steps.values()).extracting(Trend::since).containsOnly(PlantedStream.minute(100));
    }

    @Test
    void shouldKeepOldAndNewTimesApart() {
        stream.background(0, 60);
        stream.crowd("now", 50, 60);
        PlantedStream old = new PlantedStream();
        old.background(-500_000, -499_940);
        old.crowd("then", -499_950, 60);
        List<Sighting> mixed = new ArrayList<>();
        for (int i = 0; i < stream.sorted().size(); i++) {
            mixed.add(stream.sorted().get(i));
            mixed.add(old.sorted().get(i));
        }

        TrendBook book = new TrendBook(BaselineTest.RULES);
        Map<String, Trend> trends = new HashMap<>();
        for (int i = 0; i < mixed.size(); i += 50) {
            book.take(i, mixed.subList(i, Math.min(mixed.size(), i + 50)))
                    .forEach(each -> trends.put(each.recordKey(), each));
        }
        assertThat(trends.keySet()).contains("now", "then");
    }

    @Test
    void shouldTakeADeletedPostOffTheShow() {
        stream.background(0, 60);
        stream.crowd("burst", 40, 60);
        TrendBook book = new TrendBook(BaselineTest.RULES);
        Trend before = book.take(0, stream.sorted()).stream()
                .filter(each -> each.recordKey().equals("burst"))
                .findFirst()
                .orElseThrow();
        String shown = before.evidence().samplePosts().get(0).postId();

        assertThat(book.take(1, List.of(new Sighting("x", shown, List.of(), null, null, false))))
                .extracting(Trend::recordKey)
                .contains("burst", "burst|x|");
        assertThat(MessageCodec.mapper().valueToTree(book.state()).toString()).doesNotContain("\"" + shown + "\"");
    }

    @Property(tries = 25)
    void shouldEndTheSameWhateverTheBatchesAndRestarts(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int size) throws Exception {
        Random random = new Random(seed);
        PlantedStream planted = new PlantedStream();
        planted.background(0, 120);
        for (int i = 0; i < 6; i++) {
            planted.crowd("t" + random.nextInt(3), 20 + random.nextInt(90), 5 + random.nextInt(40));
        }
        List<Sighting> posts = planted.sorted();

        TrendBook book = new TrendBook(BaselineTest.RULES);
        Map<String, Trend> trends = new HashMap<>();
        for (int from = 0; from < posts.size(); from += size) {
            List<Sighting> batch = posts.subList(from, Math.min(posts.size(), from + size));
            book.take(from, batch).forEach(each -> trends.put(each.recordKey(), each));
            if (random.nextInt(4) == 0) {
                String kept = MessageCodec.mapper().writeValueAsString(book.state());
                book = TrendBook.of(MessageCodec.mapper().readValue(kept, TrendBook.State.class), BaselineTest.RULES);
                book.take(from, batch).forEach(each -> trends.put(each.recordKey(), each));
            }
        }

        assertThat(trends).isEqualTo(run(planted));
    }

    private static Map<String, Trend> run(PlantedStream stream) {
        Map<String, Trend> trends = new HashMap<>();
        new TrendBook(BaselineTest.RULES).take(0, stream.sorted()).forEach(each -> trends.put(each.recordKey(), each));
        return trends;
    }
}
