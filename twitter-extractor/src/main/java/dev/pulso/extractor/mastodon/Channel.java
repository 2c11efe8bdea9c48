package dev.pulso.extractor.mastodon;

import dev.pulso.extractor.live.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feed of an instance.
 *
 * @param name of its cursor
 * @param stream path of its events
 * @param timeline path of what its events told before
 */
record Channel(String name, String stream, String timeline) {
    private static final Set<String> FEEDS = Set.of("public", "local", "remote");

    /** More tags than this are picked from the public feed: each would be a connection of its own. */
    private static final int MOST_TAG_STREAMS = 8;

    /** @throws IllegalArgumentException if there is no such feed */
    static List<Channel> of(Map<String, String> settings) {
        String feed = settings.getOrDefault("feed", "public");
        if (!FEEDS.contains(feed)) {
            throw new IllegalArgumentException("feed is one of local, public, remote");
        }
        List<String> tags = Settings.words(settings, "tags");
        boolean byTag = !tags.isEmpty()
                && tags.size() <= MOST_TAG_STREAMS
                && Settings.words(settings, "terms").isEmpty()
                && !feed.equals("remote");
        return byTag ? tags.stream().map(tag -> ofTag(tag, feed)).toList() : List.of(ofFeed(feed));
    }

    private static Channel ofFeed(String feed) {
        return feed.equals("public")
                ? new Channel(feed, "/api/v1/streaming/public", "/api/v1/timelines/public?")
                : new Channel(feed, "/api/v1/streaming/public/" + feed, "/api/v1/timelines/public?" + feed + "=true&");
    }

    private static Channel ofTag(String tag, String feed) {
        String bare = tag.startsWith("#") ? tag.substring(1) : tag;
        String encoded = URLEncoder.encode(bare, StandardCharsets.UTF_8).replace("+", "%20");
        boolean local = feed.equals("local");
        return new Channel(
                "#" + bare,
                "/api/v1/streaming/hashtag" + (local ? "/local" : "") + "?tag=" + encoded,
                "/api/v1/timelines/tag/" + encoded + "?" + (local ? "local=true&" : ""));
    }

    boolean isTag() {
        return name.startsWith("#");
    }

    /** Where a page of the timeline is, from the oldest one after {@code minId}. */
    String page(@Nullable String minId) {
        return timeline + "limit=40" + (minId == null ? "" : "&min_id=" + minId);
    }
}
