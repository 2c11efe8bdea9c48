package dev.pulso.extractor.format;

import dev.pulso.contracts.post.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the X API v2 says live: lines of its stream, and pages of its search. */
public final class XReader {
    private final Decoding decoding;
    private final XV2Decoder decoder;

    /**
     * What was read.
     *
     * @param newestId the newest id in it; an edit has an id of its own
     * @param posts how many posts it holds, readable or not: that is what costs
     * @param rules ids of the rules it matched
     * @param problem title of what X says about the stream itself, such as {@code operational-disconnect}; empty for
     *     none
     * @param nextToken where the next page is
     * @param decoded what it is to us
     */
    public record Batch(
            @Nullable String newestId,
            int posts,
            List<String> rules,
            String problem,
            Optional<String> nextToken,
            List<Decoded> decoded) {}

    public XReader(Decoding decoding) {
        this.decoding = decoding;
        this.decoder = new XV2Decoder(decoding);
    }

    public Batch read(byte[] json) {
        Batch[] read = new Batch[1];
        List<Decoded> refused = Json.<ResponseV2>decode(XV2Decoder.RESPONSE, json, response -> {
            read[0] = batch(response);
            return List.of();
        });
        return read[0] != null ? read[0] : new Batch(null, 0, List.of(), "", Optional.empty(), refused);
    }

    /** The deletion of a post. */
    public Post deletion(String postId) {
        return Posts.deletion(decoding, postId);
    }

    /** When a post was written, by its id; null if ids were not yet made of times. */
    public static @Nullable Instant timeOf(String id) {
        return XV2Decoder.snowflakeTime(id);
    }

    /** The id of a post written so much before the one with a given id, whose {@link #timeOf} is known. */
    public static String idBefore(String id, Duration by) {
        return XV2Decoder.snowflakeBefore(id, by);
    }

    private Batch batch(ResponseV2 response) {
        List<ResponseV2.TweetV2> tweets = response.data() == null ? List.of() : response.data();
        String newest = null;
        for (String id : Posts.present(tweets, ResponseV2.TweetV2::id)) {
            newest = MastodonReader.isNewer(id, newest) ? id : newest;
        }
        boolean strange = tweets.isEmpty() && response.meta() == null && response.errors() == null;
        return new Batch(
                newest,
                tweets.size(),
                Posts.present(response.matchingRules(), ResponseV2.Rule::id),
                tweets.isEmpty() ? title(response.errors()) : "",
                nextToken(response.meta()),
                strange ? List.of(Decoded.missing("/data")) : decodePosts(response));
    }

    private List<Decoded> decodePosts(ResponseV2 response) {
        return response.data() == null ? List.of() : decoder.decode(response, new byte[0]);
    }

    private static String title(@Nullable Object errors) {
        return errors instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> first
                ? String.valueOf(first.get("title"))
                : "";
    }

    private static Optional<String> nextToken(@Nullable Object meta) {
        return meta instanceof Map<?, ?> map && map.get("next_token") instanceof String token
                ? Optional.of(token)
                : Optional.empty();
    }
}
