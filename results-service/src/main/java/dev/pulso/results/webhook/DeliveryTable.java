package dev.pulso.results.webhook;

import dev.pulso.results.window.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements on {@code webhook_delivery}: the queue and the log. */
final class DeliveryTable {
    private static final String INSERT = """
            insert into webhook_delivery (id, webhook, fact, type, body, state, created_at, next_at)
            select id::uuid, webhook::uuid, fact, type, body, 'PENDING', clock_timestamp(), clock_timestamp()
            from unnest(?, ?, ?, ?, ?) as r(id, webhook, fact, type, body)
            on conflict do nothing
            """;
    // Taken messages come back when their lease ends: whoever took them may have died on the way.
    private static final String TAKE = """
            update webhook_delivery d set attempts = d.attempts + 1, tried_at = clock_timestamp(),
                next_at = clock_timestamp() + make_interval(secs => ?)
            from (
                select due.id, w.url, w.secret from webhook w cross join lateral (
                    select id from webhook_delivery
                    where webhook = w.id and state = 'PENDING' and next_at <= clock_timestamp()
                    order by next_at limit ? for update skip locked) due
                where w.state = 'ACTIVE' limit ?) taken
            where d.id = taken.id
            returning d.id, d.webhook, taken.url, taken.secret, d.body, d.attempts
            """;
    private static final String DONE = """
            update webhook_delivery set state = ?, status = ?, reason = ?,
                next_at = clock_timestamp() + make_interval(secs => ?)
            where id = ? and state = 'PENDING'
            """;
    private static final String LOG = """
            select id, type, state, attempts, created_at, tried_at, next_at, status, reason from webhook_delivery
            where webhook = ? and (?::timestamptz is null or (created_at, id) < (?, ?))
            order by created_at desc, id desc limit ?
            """;
    private static final String FORGET =
            "delete from webhook_delivery where state <> 'PENDING' and created_at < clock_timestamp() - make_interval(secs => ?)";

    private DeliveryTable() {}

    /** A message to send now. */
    record Taken(UUID id, UUID webhook, String url, byte[] closedSecret, String body, int attempts) {}

    /** Puts messages into the queue; those that were there already stay as they are. */
    static int insert(Connection connection, List<Message> messages) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            new Rows<>(statement, messages)
                    .texts(message -> message.id().toString())
                    .texts(message -> message.webhook().toString())
                    .texts(Message::fact)
                    .texts(Message::type)
                    .texts(Message::body);
            return statement.executeUpdate();
        }
    }

    /** Takes messages that are due, for as long as {@code lease}; no other replica gets them meanwhile. */
    static List<Taken> take(Connection connection, Duration lease, int perWebhook, int all) throws SQLException {
        List<Taken> taken = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setDouble(1, lease.toMillis() / 1000.0);
            statement.setInt(2, perWebhook);
            statement.setInt(3, all);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taken.add(new Taken(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getBytes(4),
                            row.getString(5),
                            row.getInt(6)));
                }
            }
        }
        return taken;
    }

    /** Writes what became of an attempt; {@code pause} is the time to the next one. */
    static void done(
            Connection connection,
            UUID id,
            String state,
            @Nullable Integer status,
            @Nullable String reason,
            Duration pause)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DONE)) {
            statement.setString(1, state);
            statement.setObject(2, status);
            statement.setString(3, reason);
            statement.setDouble(4, pause.toMillis() / 1000.0);
            statement.setObject(5, id);
            statement.executeUpdate();
        }
    }

    /** The log of a webhook, newest first, behind the line with that time and id. */
    static List<Delivery> log(
            Connection connection, UUID webhook, @Nullable Instant after, @Nullable UUID id, int limit)
            throws SQLException {
        OffsetDateTime time = after == null ? null : after.atOffset(ZoneOffset.UTC);
        List<Delivery> log = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LOG)) {
            statement.setObject(1, webhook);
            statement.setObject(2, time);
            statement.setObject(3, time);
            statement.setObject(4, id);
            statement.setInt(5, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    log.add(delivery(row));
                }
            }
        }
        return log;
    }

    static int forget(Connection connection, Duration keep) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setDouble(1, keep.toSeconds());
            return statement.executeUpdate();
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        String state = row.getString(3);
        return new Delivery(
                Message.headerOf(row.getObject(1, UUID.class)),
                row.getString(2),
                state,
                row.getInt(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                time(row, 6),
                state.equals("PENDING") ? time(row, 7) : null,
                row.getObject(8, Integer.class),
                row.getString(9));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
