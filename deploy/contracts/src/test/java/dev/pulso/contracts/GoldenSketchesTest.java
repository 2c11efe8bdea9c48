package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.datasketches.hll.HllSketch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Makes the sketches of the golden examples anew: whoever changes an example takes the text from the failure. */
class GoldenSketchesTest {
    private static final int LG_K = 12;

    @Test
    void shouldHoldTheAuthorsOfTheSamplePosts() {
        JsonNode delta = Examples.tree("pulso.hashtag-delta.v1.json").path("data");
        List<String> authors = new ArrayList<>();
        delta.path("samplePosts")
                .forEach(post -> authors.add(post.path("authorKey").asText()));

        assertThat(delta.path("authorsSketch").asText()).isEqualTo(sketchOf(authors));
        assertThat(estimateOf(delta.path("authorsSketch"))).isCloseTo(authors.size(), Offset.offset(0.01));
    }

    @Test
    void shouldHoldTheSubjectsOfTheEvents() {
        JsonNode delta = Examples.tree("pulso.activity-delta.v1.json").path("data");
        List<String> subjects =
                IntStream.rangeClosed(1, 12).mapToObj(i -> "customer-" + i).toList();

        assertThat(delta.path("subjects").asText()).isEqualTo(sketchOf(subjects));
        assertThat(estimateOf(delta.path("subjects"))).isCloseTo(subjects.size(), Offset.offset(0.01));
    }

    private static String sketchOf(List<String> values) {
        HllSketch sketch = new HllSketch(LG_K);
        values.forEach(sketch::update);
        return Base64.getEncoder().encodeToString(sketch.toCompactByteArray());
    }

    private static double estimateOf(JsonNode sketch) {
        HllSketch read = HllSketch.heapify(Base64.getDecoder().decode(sketch.asText()));
        assertThat(read.getLgConfigK()).isEqualTo(LG_K);
        return read.getEstimate();
    }
}
