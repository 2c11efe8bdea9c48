package dev.pulso.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BrokenInputTest {
    private static final String SECRET = "s3cr3t-w0rd";

    @Property
    void shouldRefuseArbitraryBytes(@ForAll byte[] bytes, @ForAll("topics") Topic<?> topic) {
        assertThat(catchThrowable(() -> MessageCodec.read(topic, bytes))).isInstanceOf(InvalidMessageException.class);
    }

    @Property
    void shouldRefuseATruncatedMessage(@ForAll("examples") String name, @ForAll @IntRange(min = 1, max = 400) int cut) {
        JsonNode example = Examples.tree(name);
        byte[] bytes = Json.write(example);
        byte[] truncated = Arrays.copyOf(bytes, Math.max(0, bytes.length - cut));

        assertThatThrownBy(() -> MessageCodec.read(Examples.topicOf(example), truncated))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class, e -> assertThat(e.code()).isIn("not-json", "not-an-object"));
    }

    @Property(tries = 2000)
    void shouldSurviveAnyValueAnywhereWithoutQuotingIt(
            @ForAll("examples") String name, @ForAll("strangers") String stranger, @ForAll int position) {
        JsonNode example = Examples.tree(name);
        Topic<?> topic = Examples.topicOf(example);
        List<Runnable> mutations = new ArrayList<>();
        collect(example, Json.read(stranger.getBytes(UTF_8)), mutations);
        mutations.get(Math.floorMod(position, mutations.size())).run();

        Throwable thrown = catchThrowable(() -> MessageCodec.read(topic, Json.write(example)));

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(InvalidMessageException.class);
            assertThat(stackTraceOf(thrown)).doesNotContain(SECRET);
        }
    }

    @Example
    void shouldTellTheReasonsApart() {
        assertCode("", "not-an-object", "");
        assertCode("{\"id\": nope}", "not-json", "");
        assertCode("null", "not-an-object", "");
        assertCode("[]", "not-an-object", "");
        assertCode("{}", "invalid-field", "");
        assertCode(mutated("/type", "\"other.v1\""), "wrong-type", "/type");
        assertCode(mutated("/data/createdAt", "\"yesterday\""), "invalid-field", "/data/createdAt");
        assertCode(mutated("/data/postId", "\"\""), "invalid-field", "/data");
        assertCode(mutated("/data/hashtags/1/tag", "null"), "invalid-field", "/data/hashtags/1");
        String twice = mutated("/data/lang", "\"en\"");
        assertCode(twice + twice, "not-an-object", "");
    }

    @Example
    void shouldNameTheRuleThatWasBroken() {
        assertThatThrownBy(() -> MessageCodec.read(Topics.POSTS, utf8(mutated("/data/postId", "\"\""))))
                .hasMessage("pulso.post.v1 at '/data': postId is empty");
        assertThatThrownBy(() -> MessageCodec.read(Topics.POSTS, utf8(mutated("/data/createdAt", "\"soon\""))))
                .hasMessage("pulso.post.v1 at '/data/createdAt': is no Instant");
    }

    @Provide
    Arbitrary<Topic<?>> topics() {
        return Arbitraries.of(Topics.TYPED);
    }

    @Provide
    Arbitrary<String> examples() {
        return Arbitraries.of(Examples.typed());
    }

    @Provide
    Arbitrary<String> strangers() {
        return Arbitraries.of(
                "\"" + SECRET + "\"",
                "{\"x\":\"" + SECRET + "\"}",
                "[\"" + SECRET + "\"]",
                "[null]",
                "[[{}]]",
                "null",
                "true",
                "-1",
                "9223372036854775808",
                "1e400",
                "-1e99999999",
                "123456789012345678901234567890.5",
                "\"\"",
                "\"2026-11-23T08:01:07Z\"",
                "\"+1000000000-12-31T23:59:59Z\"",
                "{}",
                "[]");
    }

    private static void assertCode(String json, String code, String pointer) {
        assertThatThrownBy(() -> MessageCodec.read(Topics.POSTS, utf8(json)))
                .isInstanceOfSatisfying(InvalidMessageException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.pointer()).isEqualTo(pointer);
                });
    }

    private static String mutated(String pointer, String json) {
        ObjectNode example = Examples.tree("pulso.post.v1.json");
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) example.at(pointer.substring(0, last))).set(pointer.substring(last + 1), Json.read(utf8(json)));
        return example.toString();
    }

    /** One mutation for each place in the tree: that place gets the stranger. */
    private static void collect(JsonNode node, JsonNode stranger, List<Runnable> mutations) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                mutations.add(() -> object.set(name, stranger));
                collect(object.path(name), stranger, mutations);
            });
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                mutations.add(() -> array.set(index, stranger));
                collect(array.path(index), stranger, mutations);
            }
        }
    }

    private static String stackTraceOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
