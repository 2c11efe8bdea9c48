package dev.pulso.processor.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.KeyHistory;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.intake.RecordReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What is read equals what was written, whatever the texts. */
class WireTest {
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00.123456Z");

    @Property(tries = 200)
    void shouldReadPostsAsWritten(@ForAll String text, @ForAll @Size(max = 4) List<String> tags, @ForAll boolean repost)
            throws Exception {
        Map<String, Object> post = new HashMap<>(Map.of(
                "op",
                "CREATE",
                "network",
                "n",
                "postId",
                "1",
                "createdAt",
                AT.toString(),
                "observedAt",
                AT.toString(),
                "text",
                text));
        post.put("hashtags", tags.stream().map(tag -> Map.of("tag", tag)).toList());
        if (repost) {
            post.put("repostOf", "0");
        }
        Map<String, Object> event = Map.of(
                "specversion",
                "1.0",
                "id",
                "1",
                "source",
                "/t",
                "type",
                "pulso.post.v1",
                "time",
                AT.toString(),
                "data",
                post);

        assertSurvives("pulso.posts", MessageCodec.mapper().writeValueAsBytes(event));
    }

    @Example
    void shouldReadDeletionsEventsAndRejectionsAsWritten() {
        assertSurvives("pulso.posts", """
                {"specversion":"1.0","id":"2","source":"/t","type":"pulso.post.v1","time":"2026-11-23T08:00:00Z",
                 "data":{"op":"DELETE","network":"n","postId":"1","observedAt":"2026-11-23T08:00:00Z"}}
                """.getBytes(UTF_8));
        assertSurvives("pulso.events", """
                {"specversion":"1.0","id":"2","source":"/t","type":"t","time":"2026-11-23T08:00:00Z","subject":"ß",
                 "pulsovalue":"/v","data":{"v":1.50}}
                """.getBytes(UTF_8));
        assertSurvives("pulso.events", "{\"id\":\"2\",\"source\":\"/t\",\"type\":\"t\"}".getBytes(UTF_8));
        assertSurvives("pulso.events", "no event".getBytes(UTF_8));
    }

    private static void assertSurvives(String topic, byte[] record) {
        Fact fact = RecordReader.read(new Origin(topic, 3, 17), AT, record).fact();
        Output facts = new Output(64, -1);
        Wire.write(facts, fact);
        Wire.write(facts, fact);
        Input in = new Input(facts.toBytes());
        assertThat(List.of(Wire.readFact(in), Wire.readFact(in))).containsOnly(fact);
        assertThat(in.eof()).isTrue();

        for (Change change : KeyHistory.of(null, List.of(fact), 20).changes()) {
            Output changes = new Output(64, -1);
            Wire.write(changes, change);
            Change read = Wire.readChange(new Input(changes.toBytes()));
            assertThat(read).isEqualTo(change);
            assertThat(read.place()).isEqualTo(change.place());
        }
    }
}
