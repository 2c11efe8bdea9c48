package dev.pulso.results.trend;

import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.results.fact.Fact;
import dev.pulso.results.fact.Facts;
import dev.pulso.results.window.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The latest trend of each tag, network and language. */
@ApplicationScoped
class Trends implements Facts<Trend> {
    private static final String STORE = """
            insert into trend as t (tag, network, lang, display, score, observed, baseline, state, why, since, at,
                arrived)
            select tag, network, lang, display, score, observed, baseline, state, why, since, at, arrived
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r(tag, network, lang, display, score, observed, baseline,
                state, why, since, at, arrived)
            on conflict (tag, network, lang) do update set
                display = excluded.display, score = excluded.score, observed = excluded.observed,
                baseline = excluded.baseline, state = excluded.state, why = excluded.why, since = excluded.since,
                at = excluded.at, arrived = excluded.arrived
            where excluded.at >= t.at
            """;

    /** Identity of a row; an empty text stands for all networks or languages. */
    private record Key(String tag, String network, String lang) {
        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::tag).thenComparing(Key::network).thenComparing(Key::lang);

        static Key of(Fact<Trend> fact) {
            Trend trend = fact.data();
            return new Key(
                    trend.tag(),
                    Objects.requireNonNullElse(trend.network(), ""),
                    Objects.requireNonNullElse(trend.lang(), ""));
        }
    }

    @Override
    public Topic<Trend> topic() {
        return Topics.TRENDS;
    }

    @Override
    public void store(Connection connection, List<Fact<Trend>> facts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            new Rows<>(statement, latest(facts))
                    .texts(row -> Key.of(row).tag())
                    .texts(row -> Key.of(row).network())
                    .texts(row -> Key.of(row).lang())
                    .texts(row -> row.data().display())
                    .doubles(row -> row.data().score())
                    .doubles(row -> row.data().observed())
                    .doubles(row -> row.data().baseline())
                    .texts(row -> row.data().state().name())
                    .texts(row -> row.data().why())
                    .times(row -> row.data().since())
                    .times(row -> row.data().at())
                    .times(Fact::arrived);
            statement.executeUpdate();
        }
    }

    /** One row a key: a statement cannot change a row twice. One order for everybody: no deadlocks of replicas. */
    private static Collection<Fact<Trend>> latest(List<Fact<Trend>> facts) {
        Map<Key, Fact<Trend>> latest = new HashMap<>();
        facts.forEach(fact -> latest.merge(
                Key.of(fact),
                fact,
                (before, after) -> after.data().at().isBefore(before.data().at()) ? before : after));
        List<Fact<Trend>> rows = new ArrayList<>(latest.values());
        rows.sort(Comparator.comparing(Key::of, Key.ORDER));
        return rows;
    }
}
