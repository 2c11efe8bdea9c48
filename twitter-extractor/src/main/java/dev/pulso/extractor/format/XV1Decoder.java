package dev.pulso.extractor.format;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Statuses, deletion notices and search pages of the X API v1.1, archived or streamed. */
final class XV1Decoder implements PostDecoder {
    private static final ObjectReader STATUS = Json.snakeCase(StatusV1.class);

    /** Without the week day in front: it adds nothing and archives get it wrong. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);

    private static final int WEEK_DAY = "Wed ".length();

    private final Decoding decoding;

    XV1Decoder(Decoding decoding) {
        this.decoding = decoding;
    }

    @Override
    public List<Decoded> decode(byte[] json) {
        return Json.<StatusV1>decode(STATUS, json, this::decode);
    }

    private List<Decoded> decode(StatusV1 status) {
        return status.statuses() == null
                ? List.of(decodeOne(status))
                : status.statuses().stream()
                        .filter(Objects::nonNull)
                        .map(this::decodeOne)
                        .toList();
    }

    private Decoded decodeOne(StatusV1 status) {
        if (status.delete() != null) {
            return deletion(status.delete());
        }
        if (status.isNotice()) {
            return Decoded.IGNORED;
        }
        String id = status.key();
        if (id == null || id.isEmpty()) {
            return Decoded.missing("/id_str");
        }
        if (status.createdAt() == null) {
            return Decoded.missing("/created_at");
        }
        Instant createdAt = Posts.plausible(parse(status.createdAt()));
        return createdAt == null
                ? Decoded.invalidTime("/created_at", "EEE MMM dd HH:mm:ss Z yyyy")
                : new Decoded.Read(post(status, id, createdAt));
    }

    private Decoded deletion(StatusV1.Delete delete) {
        String id = delete.status() == null ? null : delete.status().key();
        return id == null ? Decoded.missing("/delete/status/id_str") : new Decoded.Read(Posts.deletion(decoding, id));
    }

    private Post post(StatusV1 status, String id, Instant createdAt) {
        String text = status.wholeText();
        StatusV1.Entities entities = status.wholeEntities();
        StatusV1.User user = status.user();
        return new Post(
                Post.Op.CREATE,
                decoding.network(),
                id,
                uri(id),
                user == null ? null : decoding.authorKey(user.idStr() != null ? user.idStr() : user.id()),
                decoding.stored(text),
                Posts.language(status.lang()),
                hashtags(entities, text),
                entities == null ? List.of() : mentions(entities),
                entities == null ? List.of() : urls(entities),
                createdAt,
                decoding.now(),
                null,
                status.inReplyToStatusIdStr(),
                status.retweetedStatus() == null
                        ? null
                        : status.retweetedStatus().key(),
                status.quotedStatusIdStr(),
                status.possiblySensitive(),
                new Post.Metrics(
                        status.replyCount(), status.retweetCount(), status.favoriteCount(), status.quoteCount()),
                user == null ? null : new Post.Author(user.followersCount(), user.friendsCount(), user.statusesCount()),
                decoding.ingest());
    }

    /**
     * Not the form with the author's name in it, which would give away who the author key stands for. Archives are X's
     * whatever their ids are called; the posts of another server are not there.
     */
    private @Nullable String uri(String id) {
        boolean elsewhere = decoding.ingest().mode() != Post.Ingest.Mode.REPLAY
                && !decoding.network().equals("x");
        return elsewhere ? null : "https://x.com/i/status/" + id;
    }

    private List<Hashtag> hashtags(StatusV1.@Nullable Entities entities, String text) {
        if (entities == null || entities.hashtags() == null) {
            return decoding.hashtagsIn(text);
        }
        return HashtagScanner.distinct(Posts.present(entities.hashtags(), StatusV1.Tag::text));
    }

    private List<String> mentions(StatusV1.Entities entities) {
        return Posts.present(
                entities.userMentions(),
                mention -> decoding.authorKey(mention.idStr() != null ? mention.idStr() : mention.id()));
    }

    private static List<String> urls(StatusV1.Entities entities) {
        return Posts.present(entities.urls(), link -> link.expandedUrl() != null ? link.expandedUrl() : link.url());
    }

    private static @Nullable Instant parse(String createdAt) {
        try {
            return OffsetDateTime.parse(createdAt.substring(Math.min(WEEK_DAY, createdAt.length())), TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
