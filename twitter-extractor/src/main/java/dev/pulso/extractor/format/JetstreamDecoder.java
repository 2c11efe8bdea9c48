package dev.pulso.extractor.format;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.JetstreamEvent.Commit;
import dev.pulso.extractor.format.JetstreamEvent.Feature;
import dev.pulso.extractor.format.JetstreamEvent.Payload;
import dev.pulso.extractor.format.JetstreamEvent.PostRecord;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events of Bluesky's Jetstream. Likes, follows and accounts pass by; posts are identified by their {@code at://} uri. */
final class JetstreamDecoder implements PostDecoder {
    static final ObjectReader EVENT = Json.camelCase(JetstreamEvent.class);
    private static final String POSTS = "app.bsky.feed.post";
    private static final String REVISION_DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int REVISION_LENGTH = 13;
    private static final int CLOCK_ID_BITS = 10;

    private final Decoding decoding;

    JetstreamDecoder(Decoding decoding) {
        this.decoding = decoding;
    }

    @Override
    public List<Decoded> decode(byte[] json) {
        return Json.<JetstreamEvent>decode(EVENT, json, event -> List.of(decode(event)));
    }

    Decoded decode(JetstreamEvent event) {
        Payload payload = event.payload();
        if (payload != null) {
            String time = payload.time();
            return payload.operation() == null
                    ? Decoded.IGNORED
                    : decode(
                            payload.did(),
                            time == null ? null : Posts.parseIso(time),
                            new Commit(
                                    payload.rev(),
                                    payload.operation(),
                                    payload.collection(),
                                    payload.rkey(),
                                    payload.record()));
        }
        if (event.commit() != null) {
            Long micros = event.timeUs();
            return decode(
                    event.did(), micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS), event.commit());
        }
        return event.kind() == null && event.type() == null ? Decoded.missing("/kind") : Decoded.IGNORED;
    }

    private Decoded decode(@Nullable String did, @Nullable Instant seen, Commit commit) {
        if (!POSTS.equals(commit.collection())) {
            return commit.collection() == null ? Decoded.missing("/commit/collection") : Decoded.IGNORED;
        }
        if (did == null || commit.rkey() == null) {
            return Decoded.missing(did == null ? "/did" : "/commit/rkey");
        }
        String id = "at://" + did + "/" + POSTS + "/" + commit.rkey();
        Instant observedAt = Objects.requireNonNullElseGet(Posts.plausible(seen), decoding::now);
        String operation = commit.operation() == null ? "" : commit.operation();
        return switch (operation) {
            case "delete" -> new Decoded.Read(Posts.deletion(decoding, id, observedAt));
            case "create", "update" ->
                commit.record() == null
                        ? Decoded.missing("/commit/record")
                        : new Decoded.Read(post(
                                id,
                                did,
                                commit.record(),
                                observedAt,
                                operation.equals("update") ? revisionTime(commit.rev(), observedAt) : null));
            default -> new Decoded.Refused("invalid-field", "/commit/operation", "the operation is unknown");
        };
    }

    private Post post(String id, String did, PostRecord content, Instant observedAt, @Nullable Instant editedAt) {
        String text = content.text() == null ? "" : content.text();
        List<String> tags = new ArrayList<>(taggedIn(content, text));
        tags.addAll(Posts.present(content.tags(), tag -> tag));
        List<String> langs = Posts.present(content.langs(), lang -> lang);
        return new Post(
                editedAt == null ? Post.Op.CREATE : Post.Op.UPDATE,
                decoding.network(),
                id,
                id,
                decoding.authorKey(did),
                decoding.stored(text),
                Posts.language(langs.isEmpty() ? null : langs.get(0)),
                HashtagScanner.distinct(tags),
                features(content, feature -> decoding.authorKey(feature.did())),
                features(content, Feature::uri),
                createdAt(content, observedAt),
                observedAt,
                editedAt,
                content.reply() == null || content.reply().parent() == null
                        ? null
                        : content.reply().parent().uri(),
                null,
                quoted(content),
                null,
                null,
                null,
                decoding.ingest());
    }

    /** The author's client says when; what it cannot know, such as the future, is replaced by when it was seen. */
    private static Instant createdAt(PostRecord content, Instant observedAt) {
        Instant claimed = content.createdAt() == null ? null : Posts.plausible(Posts.parseIso(content.createdAt()));
        return claimed == null || claimed.isAfter(observedAt) ? observedAt : claimed;
    }

    /** The tags of facets as the text spells them, for a client may fold a tag it sends along. */
    private static List<String> taggedIn(PostRecord content, String text) {
        if (content.facets() == null || content.facets().isEmpty()) {
            return List.of();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> tags = new ArrayList<>();
        for (JetstreamEvent.Facet facet : content.facets()) {
            for (String tag : Posts.present(facet == null ? null : facet.features(), Feature::tag)) {
                String written = facet.index() == null ? "" : facet.index().of(bytes);
                boolean same = Hashtag.countingForm(written).equals(Hashtag.countingForm(tag));
                tags.add(same ? written.replaceFirst("^[#\uFF03]+", "") : tag);
            }
        }
        return tags;
    }

    private static List<String> features(PostRecord content, Function<Feature, @Nullable String> part) {
        List<String> found = new ArrayList<>();
        if (content.facets() != null) {
            for (JetstreamEvent.Facet facet : content.facets()) {
                found.addAll(Posts.present(facet == null ? null : facet.features(), part));
            }
        }
        return found;
    }

    private static @Nullable String quoted(PostRecord content) {
        JetstreamEvent.Ref record =
                content.embed() == null ? null : content.embed().record();
        return record == null || record.uri() != null || record.record() == null
                ? record == null ? null : record.uri()
                : record.record().uri();
    }

    /** The moment within a revision, which is the same on every host; microseconds in base 32, then a clock id. */
    private static Instant revisionTime(@Nullable String rev, Instant fallback) {
        if (rev == null || rev.length() != REVISION_LENGTH) {
            return fallback;
        }
        long value = 0;
        for (int i = 0; i < rev.length(); i++) {
            int digit = REVISION_DIGITS.indexOf(rev.charAt(i));
            if (digit < 0) {
                return fallback;
            }
            value = (value << 5) | digit;
        }
        return Objects.requireNonNullElse(
                Posts.plausible(Instant.EPOCH.plus(value >>> CLOCK_ID_BITS, ChronoUnit.MICROS)), fallback);
    }
}
