package dev.pulso.results.segment;

import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.segment.Member;
import dev.pulso.results.fact.Fact;
import dev.pulso.results.fact.Facts;
import dev.pulso.results.window.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keeps members: every change for ever, and of each entity the newest one. Newer is later, then of a higher version. */
@ApplicationScoped
class MemberChanges implements Facts<Member> {
    private static final String CHANGE = """
            insert into member_change as c (segmentation, entity, at, version, segment, distance)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (segmentation, entity, at, version) do update set
                segment = excluded.segment, distance = excluded.distance
            where (c.segment, c.distance) is distinct from (excluded.segment, excluded.distance)
            """;
    private static final String NEWEST = """
            insert into member as m (segmentation, entity, at, version, segment, distance, reasons)
            select * from unnest(?, ?, ?, ?, ?, ?, ?)
            on conflict (segmentation, entity) do update set
                at = excluded.at, version = excluded.version, segment = excluded.segment, distance = excluded.distance,
                reasons = excluded.reasons
            where (excluded.at, excluded.version) >= (m.at, m.version)
            """;
    private static final Comparator<Member> AGE =
            Comparator.comparing(Member::at).thenComparing(Member::version);
    private static final Comparator<Member> ORDER = Comparator.comparing(Member::segmentation)
            .thenComparing(Member::entity)
            .thenComparing(AGE);

    private final Erasures erasures;

    MemberChanges(Erasures erasures) {
        this.erasures = erasures;
    }

    private record Entity(String segmentation, String name) {}

    private record Change(Entity entity, Instant at, long version) {}

    @Override
    public Topic<Member> topic() {
        return Topics.MEMBERS;
    }

    @Override
    public void store(Connection connection, List<Fact<Member>> facts) throws SQLException {
        List<Member> members =
                erasures.without(connection, facts.stream().map(Fact::data).toList());
        Collection<Member> changes = newest(members, each -> new Change(entity(each), each.at(), each.version()));
        try (PreparedStatement statement = connection.prepareStatement(CHANGE)) {
            rows(statement, changes);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            rows(statement, newest(members, MemberChanges::entity)).texts(MemberReasons::json);
            statement.executeUpdate();
        }
    }

    private static Entity entity(Member member) {
        return new Entity(member.segmentation(), member.entity());
    }

    /** The newest of each key: a statement cannot change a row twice. One order for all: no deadlocks of replicas. */
    private static <K> Collection<Member> newest(List<Member> members, Function<Member, K> key) {
        Map<K, Member> newest = new HashMap<>();
        members.forEach(member -> newest.merge(
                key.apply(member), member, (before, after) -> AGE.compare(after, before) < 0 ? before : after));
        List<Member> rows = new ArrayList<>(newest.values());
        rows.sort(ORDER);
        return rows;
    }

    private static Rows<Member> rows(PreparedStatement statement, Collection<Member> members) throws SQLException {
        return new Rows<>(statement, members)
                .texts(Member::segmentation)
                .texts(Member::entity)
                .times(Member::at)
                .longs(Member::version)
                .texts(Member::segment)
                .doublesOrNull(Member::distance);
    }
}
