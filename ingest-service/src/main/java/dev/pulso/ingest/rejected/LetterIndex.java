package dev.pulso.ingest.rejected;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The newest dead letters without their bytes. One thread adds, any number read. */
final class LetterIndex {
    private final int keep;
    private final NavigableMap<LetterKey, DeadLetter> byAge = new ConcurrentSkipListMap<>();
    private final Map<String, LetterKey> byId = new ConcurrentHashMap<>();

    LetterIndex(int keep) {
        this.keep = keep;
    }

    void add(DeadLetter letter) {
        LetterKey key = LetterKey.of(letter);
        // A record read again must not take a mark away.
        byAge.merge(key, letter, (known, now) -> now.replayed() == null ? known : now);
        LetterKey before = byId.put(letter.id(), key);
        if (before != null && !before.equals(key)) {
            byAge.remove(before);
        }
        while (byId.size() > keep) {
            Map.Entry<LetterKey, DeadLetter> oldest = byAge.pollFirstEntry();
            if (oldest == null) {
                return;
            }
            byId.remove(oldest.getKey().id());
        }
    }

    @Nullable
    DeadLetter find(String id) {
        LetterKey key = byId.get(id);
        return key == null ? null : byAge.get(key);
    }

    /** Newest first. */
    List<DeadLetter> list(LetterFilter filter, @Nullable LetterKey after, int limit) {
        return (after == null ? byAge : byAge.headMap(after, false))
                .descendingMap().values().stream()
                        .filter(filter::fits)
                        .limit(limit)
                        .toList();
    }
}
