package dev.pulso.extractor.publish;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What stands on {@code pulso.posts} now. */
@FunctionalInterface
public interface PublishedPosts {
    /** Gets each record. */
    @FunctionalInterface
    interface Reader {
        /** @param deletion whether it says that the post is gone */
        void post(String key, boolean deletion);
    }

    /**
     * Reads the whole topic, records of one post in their order. That takes a minute or so for ten million posts.
     *
     * @throws BrokerAwayException if the topic cannot be read now
     */
    void read(Reader reader) throws InterruptedException;

    /** The distinct keys that match of posts that are not deleted, in no order. */
    default List<String> keys(Predicate<String> wanted) throws InterruptedException {
        Set<String> found = new LinkedHashSet<>();
        read((key, deletion) -> {
            if (deletion) {
                found.remove(key);
            } else if (wanted.test(key)) {
                found.add(key);
            }
        });
        return List.copyOf(found);
    }
}
