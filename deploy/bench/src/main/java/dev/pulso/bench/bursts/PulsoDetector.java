package dev.pulso.bench.bursts;

import dev.pulso.bench.bursts.Stream.Use;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.processor.trend.Rules;
import dev.pulso.processor.trend.Sighting;
import dev.pulso.processor.trend.TrendBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processor's book of trends, batch by batch as the query hands them over, with its default rules. */
final class PulsoDetector implements Detector {
    private final TrendBook book = new TrendBook(Rules.DEFAULT);
    private final Map<String, Trend> trends = new HashMap<>();
    private long posts;
    private long batch;

    @Override
    public String name() {
        return "Pulso";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<String> look(List<Use> uses, Instant now) {
        List<Sighting> sightings = uses.stream().map(this::sighting).toList();
        for (Trend trend : book.take(batch++, sightings)) {
            if (trend.network() != null || trend.lang() != null) {
                continue;
            }
            if (trend.state() == Trend.State.FADING && trend.score() < Rules.DEFAULT.threshold()) {
                trends.remove(trend.tag());
            } else {
                trends.put(trend.tag(), trend);
            }
        }
        return trends.values().stream()
                .sorted(Comparator.comparingDouble(Trend::score).reversed())
                .map(Trend::tag)
                .toList();
    }

    private Sighting sighting(Use use) {
        String id = Long.toString(posts++);
        SamplePost post = new SamplePost(id, null, use.text(), use.author(), use.at());
        return new Sighting("bench", id, List.of(new Hashtag(use.tag(), use.tag())), post, null, false);
    }
}
