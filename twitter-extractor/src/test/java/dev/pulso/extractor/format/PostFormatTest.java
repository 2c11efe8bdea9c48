package dev.pulso.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.SharedData;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostFormatTest {
    private static final AuthorKeys KEYS = new AuthorKeys("k1", "0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    @Test
    void shouldReadRowsWithQuotesAndTellTheLineOfEach() throws Exception {
        String csv =
                "id,time,text\r\n1,2020-01-01T00:00:00Z,\"two\nlines #a\"\r\n2,never,x\n3,2020-01-01,\"never closed\n"
                        + "4,2020-01-01 00:00,\"say \"\"hi\"\" #b\"\n5,2020-01-01\n";

        List<String> told = told(PostFormat.CSV, csv.getBytes(StandardCharsets.UTF_8));

        assertThat(told).containsExactly("2 1 [a]", "4 invalid-time", "5 unclosed-quote", "6 4 [b]", "7 column-count");
    }

    @Test
    void shouldReadTablesAsTheyComeFromElsewhere() throws Exception {
        String bomAndQuotedHeader =
                "\uFEFF\"id\",\" time \",\"text\"\r\n1,2020-01-01,\"a\r\nb #c\"\r\n\r\n2,2020-01-01,#d";

        assertThat(told(PostFormat.CSV, bomAndQuotedHeader.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("2 1 [c]", "5 2 [d]");
        assertThatThrownBy(() -> told(PostFormat.CSV, "id;time;text\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("one of id;time;text");
        assertThatThrownBy(() -> told(PostFormat.CSV, "id,time,text\n".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> told(PostFormat.CSV, new byte[0])).isInstanceOf(UnreadableFileException.class);
    }

    /** A quote that is never closed, before lines as long as lines may be. */
    @Test
    void shouldNotCollectMoreThanALineMayHold() throws Exception {
        String csv =
                "id,time,text\n1,2020-01-01,\"open\n" + ("2,2020-01-01,#a" + "x".repeat(600_000) + "\n").repeat(40);

        List<String> told = told(PostFormat.CSV, csv.getBytes(StandardCharsets.UTF_8));

        assertThat(told).hasSize(41).first().isEqualTo("2 unclosed-quote");
    }

    @Test
    void shouldReadJetstreamOfBothVersions() throws Exception {
        String v2 = "{\"$type\":\"message\",\"payload\":{\"$type\":\"x#commit\",\"seq\":1,\"did\":\"did:plc:a\","
                + "\"time\":\"2026-08-01T00:00:01Z\",\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\","
                + "\"rkey\":\"r\",\"record\":{\"text\":\"hi\",\"createdAt\":\"2029-01-01T00:00:00Z\",\"tags\":[\"T\"]}}}";

        Post post =
                posts(PostFormat.JETSTREAM, v2.getBytes(StandardCharsets.UTF_8)).get(0);

        assertThat(post.postId()).isEqualTo("at://did:plc:a/app.bsky.feed.post/r");
        assertThat(post.createdAt()).isEqualTo(Instant.parse("2026-08-01T00:00:01Z"));
        assertThat(post.hashtags()).containsExactly(new Hashtag("t", "T"));
        Optional<Path> real = SharedData.find("raw-samples/bluesky-jetstream/corpus/testdata/expected_v1.jsonl");
        if (real.isPresent()) {
            List<Post> posts = posts(PostFormat.JETSTREAM, Files.readAllBytes(real.get()));
            assertThat(posts).filteredOn(p -> p.op() == Post.Op.CREATE).hasSize(17);
            assertThat(posts).filteredOn(p -> p.op() == Post.Op.DELETE).hasSize(1);
            assertThat(posts).filteredOn(p -> !p.hashtags().isEmpty()).hasSize(2);
        }
    }

    @Test
    void shouldReadTheEventsOfAMastodonStream() throws Exception {
        String stream =
                ":)\nevent: update\ndata: {\"id\":\"7\",\"uri\":\"https://m/7\",\"created_at\":\"2020-01-01T00:00:00Z\","
                        + "\"visibility\":\"public\",\"content\":\"<p>a &amp; b</p>\",\"tags\":[{\"name\":\"Cat\"}]}\n\n"
                        + "event: delete\ndata: 7\n\n{\"uri\":\"https://m/8\",\"created_at\":\"2020-01-01T00:00:00Z\",\"visibility\":\"direct\"}\n";

        List<Post> posts = posts(PostFormat.MASTODON, stream.getBytes(StandardCharsets.UTF_8));

        assertThat(posts).extracting(Post::op).containsExactly(Post.Op.CREATE, Post.Op.DELETE);
        assertThat(posts).extracting(Post::postId).containsOnly("https://m/7");
        assertThat(posts.get(0).text()).isEqualTo("a & b");
        assertThat(posts.get(0).hashtags()).containsExactly(new Hashtag("cat", "Cat"));
    }

    @Test
    void shouldReadRealResponsesOfV2() throws Exception {
        Optional<Path> stream = SharedData.find("raw-samples/x-api-v2/twarc-csv/streaming_output_with_error.jsonl");
        Optional<Path> pages = SharedData.find("raw-samples/x-api-v2/twarc-csv/entities_test.jsonl");
        if (stream.isPresent() && pages.isPresent()) {
            assertThat(told(PostFormat.X_V2, Files.readAllBytes(stream.get())))
                    .filteredOn(line -> line.endsWith("not-json"))
                    .hasSize(1);
            assertThat(posts(PostFormat.X_V2, Files.readAllBytes(stream.get()))).hasSize(7);
            assertThat(posts(PostFormat.X_V2, Files.readAllBytes(pages.get()))).hasSize(474);
        }
    }

    @Test
    void shouldTakeAnEditForTheSamePost() throws Exception {
        String edit =
                "{\"data\":{\"id\":\"1575590109937078272\",\"text\":\"b #x\",\"created_at\":\"2022-09-29T20:48:00.000Z\","
                        + "\"edit_history_tweet_ids\":[\"1575590109937078271\",\"1575590109937078272\"]}}";

        Post post =
                posts(PostFormat.X_V2, edit.getBytes(StandardCharsets.UTF_8)).get(0);

        assertThat(post.op()).isEqualTo(Post.Op.UPDATE);
        assertThat(post.postId()).isEqualTo("1575590109937078271");
        assertThat(post.editedAt()).isEqualTo(Instant.parse("2022-09-29T20:48:00Z"));
    }

    @Test
    void shouldReadTheGoldenPost() throws Exception {
        try (InputStream golden = getClass().getResourceAsStream("/dev/pulso/contracts/examples/pulso.post.v1.json")) {
            byte[] data = dev.pulso.contracts.MessageCodec.mapper()
                    .writeValueAsBytes(dev.pulso.contracts.MessageCodec.mapper()
                            .readTree(golden)
                            .path("data"));

            assertThat(posts(PostFormat.PULSO, data)).hasSize(1);
        }
    }

    private static List<Post> posts(PostFormat format, byte[] file) throws IOException, UnreadableFileException {
        List<Post> posts = new ArrayList<>();
        FrameReader frames = open(format, file);
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            for (Decoded decoded : frame.decode()) {
                if (decoded instanceof Decoded.Read read) {
                    posts.add(read.post());
                }
            }
        }
        return posts;
    }

    /** Line, and either id and tags or the code of the refusal. */
    private static List<String> told(PostFormat format, byte[] file) throws IOException, UnreadableFileException {
        List<String> told = new ArrayList<>();
        FrameReader frames = open(format, file);
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            for (Decoded decoded : frame.decode()) {
                if (decoded instanceof Decoded.Read read) {
                    told.add(frame.line() + " " + read.post().postId() + " "
                            + read.post().hashtags().stream().map(Hashtag::tag).toList());
                } else if (decoded instanceof Decoded.Refused refused) {
                    told.add(frame.line() + " " + refused.code());
                }
            }
        }
        return told;
    }

    private static FrameReader open(PostFormat format, byte[] file) throws IOException, UnreadableFileException {
        CsvColumns columns = new CsvColumns(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TimeFormat.of("iso", ZoneOffset.UTC));
        return format.open(
                new ByteArrayInputStream(file),
                new PostFormat.Reading(
                        Optional.empty(),
                        columns,
                        KEYS,
                        new TextRules(true, HashtagScanner.Links.COUNTED),
                        Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC),
                        1 << 24));
    }
}
