package dev.pulso.extractor.format;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.ResponseV2.TweetV2;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Responses, stream lines and flattened posts of the X API v2. An edit has a new id; the first of its history is the post. */
final class XV2Decoder implements PostDecoder {
    static final ObjectReader RESPONSE = Json.snakeCase(ResponseV2.class);
    private static final ObjectReader TWEET = Json.snakeCase(TweetV2.class);

    /** The upper bits of an id are milliseconds since this moment; ids before November 2010 are not made so. */
    private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;

    private static final long FIRST_SNOWFLAKE = 29_700_859_247L;
    private static final int SNOWFLAKE_SHIFT = 22;

    private final Decoding decoding;

    XV2Decoder(Decoding decoding) {
        this.decoding = decoding;
    }

    @Override
    public List<Decoded> decode(byte[] json) {
        return Json.<ResponseV2>decode(RESPONSE, json, response -> decode(response, json));
    }

    List<Decoded> decode(ResponseV2 response, byte[] json) {
        if (response.data() != null) {
            return response.data().stream()
                    .filter(Objects::nonNull)
                    .map(tweet -> decodeOne(response, tweet))
                    .toList();
        }
        // Errors within a stream and empty pages: the network speaking, not a broken record.
        return response.errors() != null || response.meta() != null
                ? List.of(Decoded.IGNORED)
                : Json.<TweetV2>decode(TWEET, json, tweet -> List.of(decodeOne(response, tweet)));
    }

    private Decoded decodeOne(ResponseV2 response, TweetV2 tweet) {
        String id = tweet.id();
        if (id == null || id.isEmpty()) {
            return Decoded.missing("/data/id");
        }
        if (tweet.text() == null && tweet.noteTweet() == null) {
            return Decoded.missing("/data/text");
        }
        Instant written =
                Posts.plausible(tweet.createdAt() == null ? snowflakeTime(id) : Posts.parseIso(tweet.createdAt()));
        if (written == null) {
            return Decoded.invalidTime("/data/created_at", "RFC 3339");
        }
        List<String> history = tweet.editHistoryTweetIds();
        String first = history == null || history.isEmpty() ? id : history.get(0);
        Instant createdAt = first.equals(id) ? written : Objects.requireNonNullElse(snowflakeTime(first), written);
        return new Decoded.Read(post(response, tweet, first, createdAt, first.equals(id) ? null : written));
    }

    private Post post(ResponseV2 response, TweetV2 tweet, String id, Instant createdAt, @Nullable Instant editedAt) {
        ResponseV2.Entities entities = tweet.wholeEntities();
        ResponseV2.UserV2 author = response.author(tweet);
        return new Post(
                editedAt == null ? Post.Op.CREATE : Post.Op.UPDATE,
                decoding.network(),
                id,
                "https://x.com/i/status/" + id,
                decoding.authorKey(tweet.authorId()),
                decoding.stored(tweet.wholeText()),
                Posts.language(tweet.lang()),
                hashtags(entities, tweet.wholeText()),
                entities == null
                        ? List.of()
                        : Posts.present(entities.mentions(), mention -> decoding.authorKey(mention.id())),
                entities == null
                        ? List.of()
                        : Posts.present(entities.urls(), l -> l.expandedUrl() != null ? l.expandedUrl() : l.url()),
                createdAt,
                decoding.now(),
                editedAt,
                tweet.referenced("replied_to"),
                tweet.referenced("retweeted"),
                tweet.referenced("quoted"),
                tweet.possiblySensitive(),
                metrics(tweet.publicMetrics()),
                author == null ? null : audience(author.publicMetrics()),
                new Post.Ingest(
                        decoding.ingest().mode(), Posts.present(response.matchingRules(), ResponseV2.Rule::tag)));
    }

    /** Entities are left out where a post has none; to scan its text then finds none either. */
    private List<Hashtag> hashtags(ResponseV2.@Nullable Entities entities, String text) {
        return entities == null
                ? decoding.hashtagsIn(text)
                : HashtagScanner.distinct(Posts.present(entities.hashtags(), ResponseV2.Tag::tag));
    }

    private static Post.@Nullable Metrics metrics(ResponseV2.@Nullable Reactions reactions) {
        return reactions == null
                ? null
                : new Post.Metrics(
                        reactions.replyCount(),
                        reactions.retweetCount(),
                        reactions.likeCount(),
                        reactions.quoteCount());
    }

    private static Post.@Nullable Author audience(ResponseV2.@Nullable Audience audience) {
        return audience == null
                ? null
                : new Post.Author(audience.followersCount(), audience.followingCount(), audience.tweetCount());
    }

    /** The time within an id, or null if it has none. */
    static @Nullable Instant snowflakeTime(String id) {
        try {
            long number = Long.parseLong(id);
            return number < FIRST_SNOWFLAKE
                    ? null
                    : Instant.ofEpochMilli((number >> SNOWFLAKE_SHIFT) + SNOWFLAKE_EPOCH);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static String snowflakeBefore(String id, Duration by) {
        return Long.toString(Math.max(FIRST_SNOWFLAKE, Long.parseLong(id) - (by.toMillis() << SNOWFLAKE_SHIFT)));
    }
}
