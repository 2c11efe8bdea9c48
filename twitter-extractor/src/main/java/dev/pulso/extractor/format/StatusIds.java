package dev.pulso.extractor.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which status an id of one Mastodon instance stands for. For use by one thread. */
public interface StatusIds {
    void put(String id, String uri);

    /** Forgets an id and answers its uri, or null if it is not known. */
    @Nullable
    String remove(String id);

    /** Knows the last ids, as long as the process lives. */
    static StatusIds inMemory(int remembered) {
        Map<String, String> uris = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > remembered;
            }
        };
        return new StatusIds() {
            @Override
            public void put(String id, String uri) {
                uris.put(id, uri);
            }

            @Override
            public @Nullable String remove(String id) {
                return uris.remove(id);
            }
        };
    }
}
