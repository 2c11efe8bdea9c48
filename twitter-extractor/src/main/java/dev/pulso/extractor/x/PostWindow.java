package dev.pulso.extractor.x;

import dev.pulso.extractor.publish.PublishedPosts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The posts of X on {@code pulso.posts} with the lowest ids above a given one: as many as one job may ask about. */
final class PostWindow implements PublishedPosts.Reader {
    private static final Pattern KEY = Pattern.compile("x:[0-9]{1,18}|x:[0-8][0-9]{18}");

    /** Deleted ones stay in it: a window of the same posts must have the same end. */
    private final TreeMap<Long, Boolean> present = new TreeMap<>();

    private final long after;
    private final int most;
    private boolean more;

    PostWindow(long after, int most) {
        this.after = after;
        this.most = most;
    }

    @Override
    public void post(String key, boolean deletion) {
        if (!KEY.matcher(key).matches()) {
            return;
        }
        long id = Long.parseLong(key.substring("x:".length()));
        if (id > after) {
            present.put(id, !deletion);
            if (present.size() > most) {
                present.pollLastEntry();
                more = true;
            }
        }
    }

    /** Ids of posts that are not known to be deleted. */
    List<Long> ids() {
        return present.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Behind which id the next window begins; 0 if there is nothing behind this one. */
    long end() {
        return more ? present.lastKey() : 0;
    }
}
