package dev.pulso.extractor.live;

import dev.pulso.contracts.post.Post;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last revisions of posts that went out, to drop what a network sends twice. Safe for use by many threads. */
public final class RecentPosts {
    private final Map<String, Boolean> sent;

    public RecentPosts(int remembered) {
        this.sent = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > remembered;
            }
        };
    }

    synchronized boolean has(Post post) {
        return sent.containsKey(revision(post));
    }

    synchronized void add(Post post) {
        sent.put(revision(post), true);
    }

    private static String revision(Post post) {
        return switch (post.op()) {
            case CREATE -> post.key();
            case UPDATE -> post.key() + " " + post.revision();
            case DELETE -> post.key() + " deleted";
        };
    }
}
