package dev.pulso.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.contracts.InvalidMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewTest {
    private static final Map<View, String> EXAMPLES = Map.of(
            View.HASHTAGS, "pulso.hashtag-window.v1",
            View.TRENDS, "pulso.trend.v1",
            View.ACTIVITY, "pulso.activity-window.v1",
            View.SEGMENTS, "pulso.segmentation.v1",
            View.PIPELINE, "pulso.pipeline.v1");

    @ParameterizedTest
    @EnumSource
    void shouldReadTheGoldenExampleAndPassItsDataOn(View view) throws Exception {
        byte[] example = example(EXAMPLES.get(view));

        Row row = view.read(example);

        JsonNode sent = new ObjectMapper().readTree(row.json());
        JsonNode data = new ObjectMapper().readTree(example).get("data");
        assertThat(data.fieldNames())
                .toIterable()
                .allSatisfy(field -> assertThat(sent.get(field)).as(field).isEqualTo(data.get(field)));
        assertThat(new String(row.json(), StandardCharsets.UTF_8)).doesNotContain("\n");
        assertThat(row.key()).isNotEmpty();
    }

    @Test
    void shouldKeyHashtagsByWindowTagNetworkAndLanguage() throws Exception {
        Row row = View.HASHTAGS.read(example("pulso.hashtag-window.v1"));

        assertThat(row.key()).isEqualTo("2026-11-23T08:01:00Z|kafka|mastodon|en");
        assertThat(row.version()).isEqualTo(6);
    }

    @Test
    void shouldKeyTrendsByTheLookTaken() throws Exception {
        String example = new String(example("pulso.trend.v1"), StandardCharsets.UTF_8);

        assertThat(View.TRENDS.read(bytes(example)).key()).isEqualTo("kafka|mastodon|en");
        assertThat(View.TRENDS
                        .read(bytes(example.replace("\"network\": \"mastodon\",", "")
                                .replace("\"lang\": \"en\",", "")))
                        .key())
                .isEqualTo("kafka");
    }

    @Test
    void shouldPassOnWhatNewerSendersTell() throws Exception {
        String example = new String(example("pulso.trend.v1"), StandardCharsets.UTF_8)
                .replaceFirst("\"tag\":", "\"ofTomorrow\": {\"a\": 1.0},\n\"tag\":");

        assertThat(new String(View.TRENDS.read(bytes(example)).json(), StandardCharsets.UTF_8))
                .contains("\"ofTomorrow\":{\"a\":1.0}");
    }

    @Test
    void shouldRefuseMessagesOfAnotherTopic() throws Exception {
        byte[] other = example("pulso.trend.v1");

        assertThatThrownBy(() -> View.HASHTAGS.read(other)).isInstanceOf(InvalidMessageException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] example(String type) throws IOException {
        try (InputStream in = ViewTest.class.getResourceAsStream("/dev/pulso/contracts/examples/" + type + ".json")) {
            return in.readAllBytes();
        }
    }
}
