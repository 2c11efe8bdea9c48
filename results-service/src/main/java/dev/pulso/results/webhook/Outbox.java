package dev.pulso.results.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.results.fact.Fact;
import dev.pulso.results.fact.FactListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns facts into messages, in the transaction that stores the fact: neither can be without the other. */
@ApplicationScoped
class Outbox implements FactListener {
    private final WebhookConfig config;
    private final MeterRegistry meters;

    Outbox(WebhookConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    @Override
    public void heard(Connection connection, Topic<?> topic, List<? extends Fact<?>> facts) throws SQLException {
        if (facts.stream().noneMatch(fact -> fact.data() instanceof Trend || fact.data() instanceof Member)) {
            return;
        }
        WebhookKind kind = facts.get(0).data() instanceof Trend ? WebhookKind.TREND : WebhookKind.MEMBER;
        for (Webhook webhook : WebhookTable.active(connection, kind)) {
            Map<String, Message> messages = new LinkedHashMap<>();
            // The broker's clock has milliseconds.
            Instant since = webhook.createdAt().truncatedTo(ChronoUnit.MILLIS);
            for (Fact<?> fact : facts) {
                // A new consumer group reads old facts again; nobody asked for those.
                if (!fact.arrived().isBefore(since)) {
                    add(webhook, fact, messages);
                }
            }
            send(connection, webhook, new ArrayList<>(messages.values()));
        }
    }

    private static void add(Webhook webhook, Fact<?> fact, Map<String, Message> messages) {
        if (fact.data() instanceof Trend trend && webhook.filters().wants(trend)) {
            String key = "trend|" + trend.recordKey() + "|" + trend.since() + "|" + trend.state();
            String type = "pulso.trend." + trend.state().name().toLowerCase(Locale.ROOT);
            messages.putIfAbsent(key, message(webhook, key, type, trend.at(), fact.raw()));
        } else if (fact.data() instanceof Member member && webhook.filters().wants(member)) {
            String key = "member|" + member.key() + "|" + member.at() + "|" + member.version();
            messages.putIfAbsent(key, message(webhook, key, "pulso.member.moved", member.at(), fact.raw()));
        }
    }

    /** A message of Standard Webhooks: type, time of what happened, and the data as it came. */
    static Message message(Webhook webhook, String fact, String type, Instant at, Object data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", at.toString());
        body.put("data", data);
        try {
            return new Message(webhook.id(), fact, type, MessageCodec.mapper().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a message has no JSON form", e);
        }
    }

    private void send(Connection connection, Webhook webhook, List<Message> messages) throws SQLException {
        int room = (int) Math.max(0, config.maxPending() - webhook.pending());
        List<Message> fitting = messages.subList(0, Math.min(room, messages.size()));
        if (!fitting.isEmpty()) {
            DeliveryTable.insert(connection, fitting);
        }
        int dropped = messages.size() - fitting.size();
        if (dropped > 0) {
            WebhookTable.drop(connection, webhook.id(), dropped);
            meters.counter("pulso.webhooks.dropped").increment(dropped);
        }
    }
}
