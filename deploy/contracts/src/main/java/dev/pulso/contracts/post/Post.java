package dev.pulso.contracts.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to one post ({@code pulso.post.v1}). Key: {@link #key()}.
 *
 * <p>The first CREATE of a post wins; later ones with the same key are duplicates. UPDATE replaces what the post says
 * when its {@link #revision()} is not older than the one known. DELETE needs the identity and {@code observedAt} only.
 *
 * @param op what happened
 * @param network name space of {@code postId}, such as {@code x}, {@code mastodon}, {@code bluesky}
 * @param postId the network's own id of the post, stable over edits
 * @param uri where a person can read it
 * @param authorKey keyed hash of the author's id, {@code keyId:hex}; the id itself never leaves the extractor
 * @param text the post as written; absent where text storage is off
 * @param lang BCP 47 language; {@code und} if the network does not say
 * @param hashtags in order of appearance; a tag may repeat, it still counts once
 * @param mentions keyed hashes of the accounts mentioned
 * @param urls links in the post
 * @param createdAt event time; absent for DELETE
 * @param observedAt when the extractor saw it
 * @param editedAt time of this revision at the source, where the network tells it
 * @param replyTo id of the post answered, same network
 * @param repostOf id of the post repeated, same network
 * @param quoteOf id of the post quoted, same network
 * @param sensitive marked by its author or network as sensitive
 * @param metrics reactions at {@code observedAt}
 * @param author size of the author's audience at {@code observedAt}
 * @param ingest how it came in
 * @throws IllegalArgumentException if the identity, {@code op} or {@code observedAt} is missing, or {@code createdAt} of
 *     a CREATE or UPDATE
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Post(
        Op op,
        String network,
        String postId,
        @Nullable String uri,
        @Nullable String authorKey,
        @Nullable String text,
        @Nullable String lang,
        List<Hashtag> hashtags,
        List<String> mentions,
        List<String> urls,
        @Nullable Instant createdAt,
        Instant observedAt,
        @Nullable Instant editedAt,
        @Nullable String replyTo,
        @Nullable String repostOf,
        @Nullable String quoteOf,
        @Nullable Boolean sensitive,
        @Nullable Metrics metrics,
        @Nullable Author author,
        @Nullable Ingest ingest) {

    /** What happened to a post. */
    public enum Op {
        CREATE,
        UPDATE,
        DELETE
    }

    /** Reactions; absent where the network does not tell. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metrics(
            @Nullable Long replies,
            @Nullable Long reposts,
            @Nullable Long likes,
            @Nullable Long quotes) {}

    /** The author's audience; absent where the network does not tell. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Author(
            @Nullable Long followers,
            @Nullable Long following,
            @Nullable Long posts) {}

    /**
     * How a post came in.
     *
     * @param rules names of the tracking rules it matched
     */
    public record Ingest(Mode mode, List<String> rules) {
        /** LIVE as it happened, BACKFILL to close a gap, REPLAY from a file. */
        public enum Mode {
            LIVE,
            BACKFILL,
            REPLAY
        }

        public Ingest {
            Require.notNull(mode, "ingest.mode");
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }

    public Post {
        Require.notNull(op, "op");
        Require.notEmpty(network, "network");
        Require.notEmpty(postId, "postId");
        Require.notNull(observedAt, "observedAt");
        if (op != Op.DELETE) {
            Require.notNull(createdAt, "createdAt");
        }
        hashtags = hashtags == null ? List.of() : List.copyOf(hashtags);
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
        urls = urls == null ? List.of() : List.copyOf(urls);
    }

    /** Key of the record on {@code pulso.posts}: {@code network:postId}. */
    public String key() {
        return network + ":" + postId;
    }

    /** Orders the revisions of one post: {@code editedAt}, else {@code observedAt}. */
    public Instant revision() {
        return Objects.requireNonNullElse(editedAt, observedAt);
    }
}
