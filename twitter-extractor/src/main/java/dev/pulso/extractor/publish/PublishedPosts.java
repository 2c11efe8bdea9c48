package dev.pulso.extractor.publish;

import java.util.List;
import java.util.function.Predicate;

/** What stands on {@code pulso.posts} now. */
@FunctionalInterface
public interface PublishedPosts {
    /**
     * The distinct keys of posts that match, in no order. Reads the whole topic, which takes a minute or so for ten
     * million posts.
     *
     * @throws BrokerAwayException if the topic cannot be read now
     */
    List<String> keys(Predicate<String> wanted) throws InterruptedException;
}
