package dev.pulso.extractor.x;

import dev.pulso.extractor.format.MastodonReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far X has been read.
 *
 * @param since newest id of a post read; absent in a new source
 * @param at when the last record came
 * @param exhausted since when there has been no budget; what came since is not read later
 * @param check how far it is known what was deleted at X
 */
record XPosition(
        @Nullable String since,
        @Nullable Instant at,
        @Nullable Instant exhausted,
        CheckPosition check) {
    static XPosition of(Map<String, String> stored) {
        return new XPosition(
                stored.get("since"),
                instant(stored.get("at")),
                instant(stored.get("exhausted")),
                CheckPosition.of(stored));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        if (since != null) {
            stored.put("since", since);
        }
        if (at != null) {
            stored.put("at", at.toString());
        }
        if (exhausted != null) {
            stored.put("exhausted", exhausted.toString());
        }
        check.store(stored);
        return stored;
    }

    XPosition after(@Nullable String newestId, Instant now) {
        boolean newer = newestId != null && MastodonReader.isNewer(newestId, since);
        return new XPosition(newer ? newestId : since, now, exhausted, check);
    }

    XPosition exhaustedAt(Instant now) {
        return new XPosition(since, at, exhausted == null ? now : exhausted, check);
    }

    XPosition renewed() {
        return new XPosition(null, at, null, check);
    }

    XPosition checked(CheckPosition next) {
        return new XPosition(since, at, exhausted, next);
    }
}
