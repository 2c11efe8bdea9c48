package dev.pulso.results.hashtag;

import dev.pulso.results.rollup.Span;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes sums: takes what has changed in a bucket out of {@code hashtag_change}, and makes the rows of the tags concerned
 * anew from the rows below, hours from minutes and days from hours. Nothing is added to a sum, so late, repeated and
 * signed deltas, a crash and a new generation need no care of their own: a sum is right or it is pending.
 */
final class RollUps {
    /** Above that the whole bucket is read at once. */
    private static final int MANY_TAGS = 1000;

    private static final String NEXT = """
            select generation, span, bucket from (
                select c.generation, 60 as span, date_trunc('hour', c.start, 'UTC') as bucket, min(c.at) as oldest,
                    max(c.at) as newest
                from hashtag_change c where c.pending and c.span = 1 group by 1, 3
                union all
                select c.generation, 1440, date_trunc('day', c.start, 'UTC'), min(c.at), max(c.at)
                from hashtag_change c where c.pending and c.span = 60 group by 1, 3) b
            join generation g using (generation)
            where g.state <> 'RETIRED' and bucket + make_interval(mins => span) <= now()
                and (newest < clock_timestamp() - make_interval(secs => ?)
                    or oldest < clock_timestamp() - make_interval(secs => ?))
            order by span, bucket limit 1
            """;
    // The sum of changes of a minute stays what it was: it tells caches which minute they have seen.
    private static final String TAKE_MINUTES = """
            with gone as (
                delete from hashtag_change where generation = ? and span = 1 and start >= ? and start < ? and start in (
                    select start from hashtag_change where generation = ? and span = 1 and start >= ? and start < ?
                        and pending)
                returning start, changes, tags, pending),
            kept as (
                insert into hashtag_change (generation, span, start, changes, tags, pending, at)
                select ?, 1, start, sum(changes), null, false, now() from gone group by start)
            select tags from gone where pending
            """;
    private static final String TAKE_HOURS = """
            delete from hashtag_change where generation = ? and span = 60 and start >= ? and start < ?
            returning tags
            """;
    private static final String PASS_ON = """
            insert into hashtag_change (generation, span, start, changes, tags, pending, at)
            values (?, 60, ?, 1, ?, true, clock_timestamp())
            """;

    private RollUps() {}

    /** @param tags the tags concerned; null for all */
    record Bucket(
            long generation,
            Span span,
            Instant start,
            @Nullable Set<String> tags) {
        Instant end() {
            return start.plus(span.length());
        }
    }

    /** Sums the next bucket, within the caller's transaction; returns whether there was one. */
    static boolean next(Connection connection, Duration settle, Duration longest) throws SQLException {
        Bucket found = find(connection, settle, longest);
        if (found == null) {
            return false;
        }
        Bucket bucket = new Bucket(found.generation(), found.span(), found.start(), take(connection, found));
        BucketSums.replace(connection, bucket);
        if (bucket.span() == Span.HOUR) {
            passOn(connection, bucket);
        }
        return true;
    }

    private static @Nullable Bucket find(Connection connection, Duration settle, Duration longest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setDouble(1, settle.toMillis() / 1000.0);
            statement.setDouble(2, longest.toMillis() / 1000.0);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                Span span = row.getInt(2) == Span.HOUR.minutes() ? Span.HOUR : Span.DAY;
                Instant start = row.getObject(3, OffsetDateTime.class).toInstant();
                return new Bucket(row.getLong(1), span, start, null);
            }
        }
    }

    private static @Nullable Set<String> take(Connection connection, Bucket bucket) throws SQLException {
        boolean hour = bucket.span() == Span.HOUR;
        try (PreparedStatement statement = connection.prepareStatement(hour ? TAKE_MINUTES : TAKE_HOURS)) {
            int next = 1;
            for (int part = 0; part < (hour ? 2 : 1); part++) {
                statement.setLong(next++, bucket.generation());
                statement.setObject(next++, bucket.start().atOffset(ZoneOffset.UTC));
                statement.setObject(next++, bucket.end().atOffset(ZoneOffset.UTC));
            }
            if (hour) {
                statement.setLong(next, bucket.generation());
            }
            return tags(statement);
        }
    }

    private static @Nullable Set<String> tags(PreparedStatement statement) throws SQLException {
        Set<String> tags = new TreeSet<>();
        boolean all = false;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Array array = row.getArray(1);
                all |= array == null;
                if (!all) {
                    tags.addAll(Set.of((String[]) array.getArray()));
                }
            }
        }
        return all || tags.size() > MANY_TAGS ? null : tags;
    }

    private static void passOn(Connection connection, Bucket bucket) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PASS_ON)) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            Set<String> tags = bucket.tags();
            statement.setArray(3, tags == null ? null : connection.createArrayOf("text", tags.toArray()));
            statement.executeUpdate();
        }
    }
}
