package dev.pulso.extractor.mastodon;

import dev.pulso.extractor.format.MastodonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an instance has been read.
 *
 * @param newest the newest id of each channel, of this instance only
 * @param at when the last record came; absent in a new source
 */
record MastodonPosition(
        String instance,
        Map<String, String> newest,
        @Nullable Instant at) {
    private static final String NEWEST = "newest ";

    /** The upper bits of an id are milliseconds. */
    private static final int ID_SHIFT = 16;

    MastodonPosition {
        newest = Map.copyOf(newest);
    }

    /** What is stored of another instance says nothing about this one. */
    static MastodonPosition of(String instance, Map<String, String> stored) {
        Map<String, String> newest = new HashMap<>();
        if (instance.equals(stored.get("instance"))) {
            stored.forEach((name, id) -> {
                if (name.startsWith(NEWEST)) {
                    newest.put(name.substring(NEWEST.length()), id);
                }
            });
        }
        String at = newest.isEmpty() ? null : stored.get("at");
        return new MastodonPosition(instance, newest, at == null ? null : Instant.parse(at));
    }

    Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        stored.put("instance", instance);
        newest.forEach((channel, id) -> stored.put(NEWEST + channel, id));
        if (at != null) {
            stored.put("at", at.toString());
        }
        return stored;
    }

    MastodonPosition after(Channel channel, @Nullable String id, Instant now) {
        Map<String, String> all = new HashMap<>(newest);
        if (id != null && MastodonReader.isNewer(id, all.get(channel.name()))) {
            all.put(channel.name(), id);
        }
        return new MastodonPosition(instance, all, now);
    }

    /** An id that old, where ids hold times; else the id itself. */
    static String rewound(String id, Duration by) {
        try {
            return Long.toString(Math.max(1, Long.parseLong(id) - (by.toMillis() << ID_SHIFT)));
        } catch (NumberFormatException e) {
            return id;
        }
    }
}
