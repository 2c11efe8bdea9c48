package dev.pulso.extractor.format;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statuses and stream events of one Mastodon instance. A status is identified by its uri, the same everywhere; deletions
 * name the id of the instance only, so the last ids are remembered. For use by one thread.
 */
final class MastodonDecoder implements PostDecoder {
    private static final ObjectReader STATUSES = Json.snakeCaseList(StatusMastodon.class);
    private static final int REMEMBERED_IDS = 100_000;
    private static final Pattern BREAK = Pattern.compile("<br\\s*/?>|</p>\\s*<p>", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

    private final Decoding decoding;
    private final StatusIds ids;
    private @Nullable String newestId;
    private @Nullable Instant newestAt;

    MastodonDecoder(Decoding decoding) {
        this(decoding, StatusIds.inMemory(REMEMBERED_IDS));
    }

    MastodonDecoder(Decoding decoding, StatusIds ids) {
        this.decoding = decoding;
        this.ids = ids;
    }

    void forgetNewest() {
        newestId = null;
        newestAt = null;
    }

    @Nullable
    String newestId() {
        return newestId;
    }

    @Nullable
    Instant newestAt() {
        return newestAt;
    }

    /** A status, an array of them, or a message of the WebSocket. */
    @Override
    public List<Decoded> decode(byte[] json) {
        return decodeAll(json, false);
    }

    /** An event of a stream. */
    List<Decoded> decode(String event, byte[] data) {
        return switch (event) {
            case "update", "" -> decodeAll(data, false);
            case "status.update" -> decodeAll(data, true);
            case "delete" -> List.of(deletion(new String(data, StandardCharsets.UTF_8).strip()));
            default -> List.of(Decoded.IGNORED);
        };
    }

    List<Decoded> decodeAll(byte[] json, boolean edited) {
        return Json.<List<StatusMastodon>>decode(
                STATUSES,
                json,
                statuses -> statuses.stream()
                        .filter(Objects::nonNull)
                        .flatMap(status -> decodeOne(status, edited).stream())
                        .toList());
    }

    private List<Decoded> decodeOne(StatusMastodon status, boolean edited) {
        if (status.event() != null) {
            return status.payload() == null
                    ? List.of(Decoded.IGNORED)
                    : decode(status.event(), status.payload().getBytes(StandardCharsets.UTF_8));
        }
        String uri = status.uri();
        if (uri == null || uri.isEmpty()) {
            return List.of(Decoded.missing("/uri"));
        }
        if (status.createdAt() == null) {
            return List.of(Decoded.missing("/created_at"));
        }
        Instant createdAt = Posts.plausible(Posts.parseIso(status.createdAt()));
        if (createdAt == null) {
            return List.of(Decoded.invalidTime("/created_at", "RFC 3339"));
        }
        String id = status.id();
        if (id != null && MastodonReader.isNewer(id, newestId)) {
            newestId = id;
            newestAt = createdAt;
        }
        if (!isPublic(status)) {
            return List.of(Decoded.IGNORED);
        }
        if (id != null) {
            ids.put(id, uri);
        }
        return List.of(new Decoded.Read(post(status, uri, createdAt, edited)));
    }

    /** Not meant for everybody, or by someone who asked not to be indexed. */
    private static boolean isPublic(StatusMastodon status) {
        return (status.visibility() == null || status.visibility().equals("public"))
                && (status.account() == null
                        || !Boolean.TRUE.equals(status.account().noindex()));
    }

    /** A deletion of a status never seen here says nothing to anyone. */
    private Decoded deletion(String id) {
        String uri = ids.remove(id);
        return uri == null ? Decoded.IGNORED : new Decoded.Read(Posts.deletion(decoding, uri));
    }

    private Post post(StatusMastodon status, String uri, Instant createdAt, boolean edited) {
        String text = plain(status.content());
        StatusMastodon.Account account = status.account();
        String editedAt = status.editedAt();
        return new Post(
                edited ? Post.Op.UPDATE : Post.Op.CREATE,
                decoding.network(),
                uri,
                status.url(),
                account == null ? null : decoding.authorKey(account.address()),
                decoding.stored(text),
                Posts.language(status.language()),
                hashtags(status, text),
                Posts.present(status.mentions(), m -> decoding.authorKey(m.url() != null ? m.url() : m.acct())),
                List.of(),
                createdAt,
                decoding.now(),
                editedAt == null ? null : Posts.parseIso(editedAt),
                null,
                status.reblog() == null ? null : status.reblog().uri(),
                null,
                status.sensitive(),
                new Post.Metrics(
                        status.repliesCount(), status.reblogsCount(), status.favouritesCount(), status.quotesCount()),
                account == null
                        ? null
                        : new Post.Author(account.followersCount(), account.followingCount(), account.statusesCount()),
                decoding.ingest());
    }

    private List<Hashtag> hashtags(StatusMastodon status, String text) {
        List<StatusMastodon.Tag> own = status.tags();
        List<StatusMastodon.Tag> told = status.reblog() != null && (own == null || own.isEmpty())
                ? status.reblog().tags()
                : own;
        return told == null
                ? decoding.hashtagsIn(text)
                : HashtagScanner.distinct(Posts.present(told, StatusMastodon.Tag::name));
    }

    /** The words of a status. Servers clean its markup before they send it, so cutting tags is enough. */
    private static String plain(@Nullable String html) {
        if (html == null) {
            return "";
        }
        String text = MARKUP.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
