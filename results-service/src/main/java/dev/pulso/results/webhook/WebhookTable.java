package dev.pulso.results.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.MessageCodec;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements on {@code webhook}. */
final class WebhookTable {
    // One at a time, so that the number of webhooks holds.
    private static final String LOCK = "select pg_advisory_xact_lock(88313243783940)";
    private static final String INSERT = """
            insert into webhook (id, url, kind, filters, secret, state, created_at)
            select ?, ?, ?, ?, ?, 'ACTIVE', ? where (select count(*) from webhook) < ?
            """;
    private static final String SELECT = """
            select id, url, kind, filters, state, dropped, created_at, (
                select count(*) from webhook_delivery d where d.webhook = w.id and d.state = 'PENDING')
            from webhook w
            """;

    private WebhookTable() {}

    /** Keeps a webhook; returns whether there was room for it. */
    static boolean insert(Connection connection, NewWebhook webhook, byte[] closedSecret, int max) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            lock.execute();
            statement.setObject(1, webhook.id());
            statement.setString(2, webhook.url());
            statement.setString(3, webhook.kind().name());
            statement.setString(4, json(webhook.filters()));
            statement.setBytes(5, closedSecret);
            statement.setObject(6, webhook.createdAt().atOffset(ZoneOffset.UTC));
            statement.setInt(7, max);
            return statement.executeUpdate() == 1;
        }
    }

    /** Webhooks in order of age, behind the one with that time and id. */
    static List<Webhook> page(Connection connection, @Nullable Instant after, @Nullable UUID id, int limit)
            throws SQLException {
        String sql =
                SELECT + (after == null ? "" : " where (created_at, id) > (?, ?)") + " order by created_at, id limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            if (after != null) {
                statement.setObject(next++, after.atOffset(ZoneOffset.UTC));
                statement.setObject(next++, id);
            }
            statement.setInt(next, limit);
            return read(statement);
        }
    }

    static Optional<Webhook> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT + " where id = ?")) {
            statement.setObject(1, id);
            return read(statement).stream().findFirst();
        }
    }

    /** Those that want to hear. */
    static List<Webhook> active(Connection connection, WebhookKind kind) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(SELECT + " where state = 'ACTIVE' and kind = ? order by id")) {
            statement.setString(1, kind.name());
            return read(statement);
        }
    }

    /** Forgets a webhook, its queue and its log; returns whether there was one. */
    static boolean delete(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from webhook where id = ?")) {
            statement.setObject(1, id);
            return statement.executeUpdate() == 1;
        }
    }

    static void drop(Connection connection, UUID id, long messages) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update webhook set dropped = dropped + ? where id = ?")) {
            statement.setLong(1, messages);
            statement.setObject(2, id);
            statement.executeUpdate();
        }
    }

    static void markGone(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update webhook set state = 'GONE' where id = ?")) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }

    private static List<Webhook> read(PreparedStatement statement) throws SQLException {
        List<Webhook> webhooks = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                webhooks.add(new Webhook(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        WebhookKind.valueOf(row.getString(3)),
                        filters(row.getString(4)),
                        row.getString(5),
                        row.getLong(8),
                        row.getLong(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()));
            }
        }
        return webhooks;
    }

    private static String json(WebhookFilters filters) {
        try {
            return MessageCodec.mapper().writeValueAsString(filters);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("filters have no JSON form", e);
        }
    }

    private static WebhookFilters filters(String json) {
        try {
            return MessageCodec.mapper().readValue(json, WebhookFilters.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("stored filters are unreadable", e);
        }
    }
}
