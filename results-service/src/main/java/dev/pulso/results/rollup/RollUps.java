package dev.pulso.results.rollup;

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
 * Makes sums: takes what has changed in a bucket out of the log of changes, and makes the rows concerned anew from the
 * rows below, hours from minutes and days from hours. Nothing is added to a sum, so late, repeated and
 * signed deltas, a crash and a new generation need no care of their own: a sum is right or it is pending.
 */
public final class RollUps<S> {
    /** Above that the whole bucket is read at once. */
    private static final int MANY = 1000;

    private static final String NEXT = """
            select generation, span, bucket from (
                select c.generation, 60 as span, date_trunc('hour', c.start, 'UTC') as bucket, min(c.at) as oldest,
                    max(c.at) as newest
                from {kind}_change c where c.pending and c.span = 1 group by 1, 3
                union all
                select c.generation, 1440, date_trunc('day', c.start, 'UTC'), min(c.at), max(c.at)
                from {kind}_change c where c.pending and c.span = 60 group by 1, 3) b
            join generation g using (generation)
            where g.state <> 'RETIRED' and bucket + make_interval(mins => span) <= now()
                and (newest < clock_timestamp() - make_interval(secs => ?)
                    or oldest < clock_timestamp() - make_interval(secs => ?))
            order by span, bucket limit 1
            """;
    // The sum of changes of a minute stays what it was: it tells caches which minute they have seen.
    private static final String TAKE_MINUTES = """
            with gone as (
                delete from {kind}_change where generation = ? and span = 1 and start >= ? and start < ? and start in (
                    select start from {kind}_change where generation = ? and span = 1 and start >= ? and start < ?
                        and pending)
                returning start, changes, {noted}s, pending),
            kept as (
                insert into {kind}_change (generation, span, start, changes, {noted}s, pending, at)
                select ?, 1, start, sum(changes), null, false, now() from gone group by start)
            select {noted}s from gone where pending
            """;
    private static final String TAKE_HOURS = """
            delete from {kind}_change where generation = ? and span = 60 and start >= ? and start < ?
            returning {noted}s
            """;
    private static final String PASS_ON = """
            insert into {kind}_change (generation, span, start, changes, {noted}s, pending, at)
            values (?, 60, ?, 1, ?, true, clock_timestamp())
            """;

    private final Tables tables;
    private final Summed<S> kind;
    private final BucketSums<S> sums;

    private RollUps(Summed<S> kind) {
        this.kind = kind;
        tables = kind.tables();
        sums = new BucketSums<>(kind);
    }

    public static <S> RollUps<S> of(Summed<S> kind) {
        return new RollUps<>(kind);
    }

    /** @param noted what has changed in it; null for everything */
    record Bucket(
            long generation,
            Span span,
            Instant start,
            @Nullable Set<String> noted) {
        Instant end() {
            return start.plus(span.length());
        }
    }

    /** Sums the next bucket, within the caller's transaction; returns whether there was one. */
    public boolean next(Connection connection, Duration settle, Duration longest) throws SQLException {
        Bucket found = find(connection, settle, longest);
        if (found == null) {
            return false;
        }
        Bucket bucket = new Bucket(found.generation(), found.span(), found.start(), take(connection, found));
        sums.replace(connection, bucket);
        if (bucket.span() == Span.HOUR) {
            kind.hourSummed(connection, bucket.generation(), bucket.start(), bucket.noted());
            passOn(connection, bucket);
        }
        return true;
    }

    private @Nullable Bucket find(Connection connection, Duration settle, Duration longest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(NEXT))) {
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

    private @Nullable Set<String> take(Connection connection, Bucket bucket) throws SQLException {
        boolean hour = bucket.span() == Span.HOUR;
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(hour ? TAKE_MINUTES : TAKE_HOURS))) {
            int next = 1;
            for (int part = 0; part < (hour ? 2 : 1); part++) {
                statement.setLong(next++, bucket.generation());
                statement.setObject(next++, bucket.start().atOffset(ZoneOffset.UTC));
                statement.setObject(next++, bucket.end().atOffset(ZoneOffset.UTC));
            }
            if (hour) {
                statement.setLong(next, bucket.generation());
            }
            return noted(statement);
        }
    }

    private static @Nullable Set<String> noted(PreparedStatement statement) throws SQLException {
        Set<String> noted = new TreeSet<>();
        boolean all = false;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Array array = row.getArray(1);
                all |= array == null;
                if (!all) {
                    noted.addAll(Set.of((String[]) array.getArray()));
                }
            }
        }
        return all || noted.size() > MANY ? null : noted;
    }

    private void passOn(Connection connection, Bucket bucket) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(PASS_ON))) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            Set<String> noted = bucket.noted();
            statement.setArray(3, noted == null ? null : connection.createArrayOf("text", noted.toArray()));
            statement.executeUpdate();
        }
    }
}
