package dev.pulso.bench.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Counts by hand what the source topics say under one mark. It shares no code with the processor: the rules are those of
 * the contract, written down once more. Records must come in the order of their partitions.
 */
public final class Recount {
    private static final String WITHOUT_LANGUAGE = "und";

    private final String mark;
    private final Set<String> postIds = new HashSet<>();
    private final Set<String> eventIds = new HashSet<>();
    private final Map<String, Standing> posts = new HashMap<>();
    private final Map<ActivityKey, Sum> activity = new HashMap<>();
    private long repeated;

    /**
     * How a post stands.
     *
     * @param window minute of its creation
     * @param tags each once
     */
    private record Standing(Instant revision, boolean deleted, Instant window, String lang, Set<String> tags) {}

    /** @param mark the network of the posts and the last but one part of the type of the events */
    public Recount(String mark) {
        this.mark = mark;
    }

    /** Takes a record of {@code pulso.posts}. */
    public void post(JsonNode message) {
        JsonNode post = message.path("data");
        if (!post.path("network").asText().equals(mark)) {
            return;
        }
        String id = message.path("id").asText();
        if (!postIds.add(id.substring(id.indexOf(':') + 1))) {
            repeated++;
        }
        String key = post.path("postId").asText();
        Standing known = posts.get(key);
        Standing said = standing(post);
        switch (post.path("op").asText()) {
            case "CREATE" -> posts.putIfAbsent(key, said);
            case "UPDATE" -> {
                if (known == null || (!known.deleted() && !said.revision().isBefore(known.revision()))) {
                    posts.put(key, said);
                }
            }
            case "DELETE" -> posts.put(key, said);
            default -> throw new IllegalArgumentException("unknown op of post " + key);
        }
    }

    /** Takes a record of {@code pulso.events}. */
    public void event(JsonNode message) {
        String type = message.path("type").asText();
        if (!type.contains("." + mark + ".")) {
            return;
        }
        // Ids are unique over all sources of a mark.
        if (!eventIds.add(message.path("id").asText())) {
            repeated++;
            return;
        }
        Instant window = Instant.parse(message.path("time").asText()).truncatedTo(ChronoUnit.MINUTES);
        BigDecimal value = message.at("/data/amount").decimalValue();
        activity.merge(new ActivityKey(window, type, message.path("source").asText()), new Sum(1, value), Sum::plus);
    }

    /** Steps of the plan of posts that are on the topic. */
    public Set<String> postIds() {
        return Set.copyOf(postIds);
    }

    public Set<String> eventIds() {
        return Set.copyOf(eventIds);
    }

    /** Records whose id was on the topic before: what must not be counted again. */
    public long repeated() {
        return repeated;
    }

    /** What should be counted. */
    public Totals totals() {
        Map<HashtagKey, Long> hashtags = new HashMap<>();
        Map<PairKey, Long> pairs = new HashMap<>();
        for (Standing each : posts.values()) {
            if (!each.deleted()) {
                each.tags()
                        .forEach(tag ->
                                hashtags.merge(new HashtagKey(each.window(), tag, mark, each.lang()), 1L, Long::sum));
                pairs(each).forEach(pair -> pairs.merge(pair, 1L, Long::sum));
            }
        }
        return new Totals(hashtags, pairs, activity);
    }

    /** Of all tags of a post: the load's posts have fewer than make pairs at most. */
    private List<PairKey> pairs(Standing post) {
        List<String> tags = List.copyOf(post.tags());
        return IntStream.range(0, tags.size())
                .boxed()
                .flatMap(first -> tags.subList(first + 1, tags.size()).stream()
                        .map(second -> PairKey.of(post.window(), tags.get(first), second, mark, post.lang())))
                .toList();
    }

    private static Standing standing(JsonNode post) {
        boolean deleted = post.path("op").asText().equals("DELETE");
        Instant revision = Instant.parse(
                post.path("editedAt").asText(post.path("observedAt").asText()));
        Set<String> tags = new LinkedHashSet<>();
        post.path("hashtags").forEach(tag -> tags.add(tag.path("tag").asText()));
        Instant window = deleted
                ? Instant.EPOCH
                : Instant.parse(post.path("createdAt").asText()).truncatedTo(ChronoUnit.MINUTES);
        return new Standing(revision, deleted, window, post.path("lang").asText(WITHOUT_LANGUAGE), tags);
    }
}
