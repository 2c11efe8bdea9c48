package dev.pulso.bench.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.bench.load.ShopEvents;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.watch.StreamWatch.Item;
import dev.pulso.local.client.Api;
import dev.pulso.local.settings.Part;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What database, REST and stream say is counted under one mark. */
public final class Places {
    private static final String HASHTAGS = """
            select window_start, tag, network, lang, posts from hashtag_window
            where generation = (select generation from generation where state = 'SERVING') and network = ?""";
    private static final String PAIRS = """
            select window_start, tag, related, network, lang, posts from related_window
            where generation = (select generation from generation where state = 'SERVING') and network = ?""";
    private static final String ACTIVITY = """
            select window_start, type, source, events, coalesce(value_sum, 0) from activity_window
            where generation = (select generation from generation where state = 'SERVING') and type = ?""";
    /** Holds every minute that the load can make, the year 9999 included. */
    private static final String FROM = "2000-01-01T00:00:00Z";

    private static final String TO = "9999-12-31T00:00:00Z";

    private final RunningSystem system;
    private final String mark;

    public Places(RunningSystem system, String mark) {
        this.system = system;
        this.mark = mark;
    }

    /** The tables of results-service. */
    public Totals database() throws SQLException {
        Map<HashtagKey, Long> hashtags = new HashMap<>();
        Map<PairKey, Long> pairs = new HashMap<>();
        Map<ActivityKey, Sum> activity = new HashMap<>();
        try (Connection connection = system.database()) {
            rows(
                    connection,
                    HASHTAGS,
                    mark,
                    row -> once(
                            hashtags,
                            new HashtagKey(time(row), row.getString(2), row.getString(3), row.getString(4)),
                            row.getLong(5)));
            rows(
                    connection,
                    PAIRS,
                    mark,
                    row -> once(
                            pairs,
                            new PairKey(
                                    time(row), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                            row.getLong(6)));
            rows(
                    connection,
                    ACTIVITY,
                    ShopEvents.type(mark),
                    row -> once(
                            activity,
                            new ActivityKey(time(row), row.getString(2), row.getString(3)),
                            new Sum(row.getLong(4), row.getBigDecimal(5))));
        }
        return new Totals(hashtags, pairs, activity);
    }

    /** A key that is there twice would hide in a map. */
    private static <K, V> void once(Map<K, V> rows, K key, V value) {
        if (rows.put(key, value) != null) {
            throw new IllegalStateException("two rows of " + key);
        }
    }

    /** Time lines of the tags, per minute, and the activity per minute. REST adds languages up, so they are left out. */
    public Totals rest(Collection<String> tags) {
        Map<HashtagKey, Long> hashtags = new HashMap<>();
        Map<ActivityKey, Sum> activity = new HashMap<>();
        for (String tag : tags) {
            pages(
                    "/v1/hashtags/" + encoded(tag),
                    Map.of("network", mark),
                    point -> hashtags.put(
                            new HashtagKey(start(point), tag, mark, ""),
                            point.path("posts").asLong()));
        }
        pages(
                "/v1/activity",
                Map.of("type", ShopEvents.type(mark)),
                point -> activity.put(
                        new ActivityKey(
                                start(point),
                                point.path("type").asText(),
                                point.path("source").asText()),
                        new Sum(
                                point.path("events").asLong(),
                                point.path("valueSum").decimalValue())));
        return new Totals(hashtags, without(activity));
    }

    /** The rows a client of the stream has. */
    public Totals stream(Collection<Item> items) {
        Map<HashtagKey, Long> hashtags = new HashMap<>();
        Map<ActivityKey, Sum> activity = new HashMap<>();
        for (Item item : items) {
            JsonNode row = item.row();
            Instant window = Instant.parse(row.path("windowStart").asText());
            if (row.path("network").asText().equals(mark)) {
                hashtags.put(
                        new HashtagKey(
                                window,
                                row.path("tag").asText(),
                                mark,
                                row.path("lang").asText()),
                        row.path("posts").asLong());
            } else if (row.path("type").asText().equals(ShopEvents.type(mark))) {
                activity.put(
                        new ActivityKey(
                                window,
                                row.path("type").asText(),
                                row.path("source").asText()),
                        new Sum(
                                row.path("events").asLong(),
                                new BigDecimal(row.path("valueSum").asText("0"))));
            }
        }
        return new Totals(hashtags, activity);
    }

    /** The same totals with all languages added up, as REST tells them. */
    public static Totals withoutLanguages(Totals totals) {
        Map<HashtagKey, Long> hashtags = new HashMap<>();
        totals.hashtags()
                .forEach((key, posts) -> hashtags.merge(
                        new HashtagKey(key.windowStart(), key.tag(), key.network(), ""), posts, Long::sum));
        return new Totals(hashtags, totals.activity());
    }

    /** The totals of windows that the stream keeps: those that start after {@code from} and before {@code to}. */
    public static Totals between(Totals totals, Instant from, Instant to) {
        Map<HashtagKey, Long> hashtags = new HashMap<>(totals.hashtags());
        hashtags.keySet()
                .removeIf(key ->
                        key.windowStart().isBefore(from) || key.windowStart().isAfter(to));
        Map<ActivityKey, Sum> activity = new HashMap<>(totals.activity());
        activity.keySet()
                .removeIf(key ->
                        key.windowStart().isBefore(from) || key.windowStart().isAfter(to));
        return new Totals(hashtags, activity);
    }

    private static Map<ActivityKey, Sum> without(Map<ActivityKey, Sum> activity) {
        activity.values().removeIf(sum -> sum.events() == 0);
        return activity;
    }

    private void pages(String path, Map<String, String> filter, Consumer<JsonNode> taker) {
        Map<String, String> query = new LinkedHashMap<>(filter);
        query.putAll(Map.of("from", FROM, "to", TO, "step", "1m", "limit", "10000"));
        JsonNode page;
        do {
            page = system.api().get(system.url(Part.RESULTS) + path + "?" + Api.query(query));
            page.path("items").forEach(taker);
            query.put("after", page.path("next").asText());
        } while (page.path("next").isTextual());
    }

    private static String encoded(String tag) {
        return Api.query(Map.of("t", tag)).substring(2);
    }

    private static Instant start(JsonNode point) {
        return Instant.parse(point.path("start").asText());
    }

    private static Instant time(ResultSet row) throws SQLException {
        return row.getObject(1, java.time.OffsetDateTime.class).toInstant();
    }

    /** Takes a row of a query. */
    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private static void rows(Connection connection, String query, String mark, RowTaker taker) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, mark);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }
}
