package dev.pulso.results.generation;

import dev.pulso.results.publish.Outgoing;
import dev.pulso.results.publish.Publications;
import dev.pulso.results.window.Publication;
import dev.pulso.results.window.Stored;
import dev.pulso.results.window.WindowKey;
import dev.pulso.results.window.Windows;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Lets a newer generation take the place of the serving one, in steps: it catches up, takes over what it cannot know,
 * serves, the old rows go, and all its values are published. Each step is a short transaction of the caller and can be
 * done by any replica.
 */
@ApplicationScoped
class Succession {
    private static final Logger LOG = Logger.getLogger(Succession.class);
    /** Behind every window: the last day PostgreSQL and Java agree on without trouble. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final List<Windows<?, ?>> kinds;
    private final Generations generations;
    private final CatchUp catchUp;
    private final GenerationSteps steps;
    private final Publications publications;

    Succession(
            @All List<Windows<?, ?>> kinds,
            Generations generations,
            CatchUp catchUp,
            GenerationSteps steps,
            Publications publications) {
        this.kinds = kinds;
        this.generations = generations;
        this.catchUp = catchUp;
        this.steps = steps;
        this.publications = publications;
    }

    /** Does one step; returns whether the next one can follow at once. */
    boolean step() {
        Optional<GenerationRow> serving = GenerationRow.in(GenerationState.SERVING);
        if (serving.isEmpty()) {
            return false;
        }
        GenerationRow current = serving.get();
        if (current.sourceIds == null) {
            current.sourceIds = catchUp.ids();
        }
        Optional<GenerationRow> carrying = GenerationRow.in(GenerationState.CARRYING);
        if (carrying.isPresent()) {
            return carry(current, carrying.get());
        }
        Optional<GenerationRow> retired = GenerationRow.in(GenerationState.RETIRED);
        if (retired.isPresent()) {
            return clear(retired.get(), current.generation);
        }
        if (!current.published) {
            return publish(current);
        }
        return GenerationRow.in(GenerationState.BUILDING)
                .map(building -> build(current, building))
                .orElse(false);
    }

    private boolean build(GenerationRow current, GenerationRow building) {
        if (!catchUp.look(building)) {
            return false;
        }
        building.carryBefore = catchUp.incompleteBefore(current.sourceIds);
        building.state = GenerationState.CARRYING;
        LOG.infof("generation=%d state=CARRYING carryBefore=%s", building.generation, building.carryBefore);
        return true;
    }

    private boolean carry(GenerationRow current, GenerationRow next) {
        Instant before = next.carryBefore == null ? GenerationSteps.BEGINNING : next.carryBefore;
        for (Windows<?, ?> kind : kinds) {
            boolean more = steps.next(
                    "carry",
                    kind,
                    next.generation,
                    current.generation,
                    before,
                    (connection, from, to) -> carry(connection, kind, next.generation, current.generation, from, to));
            if (more) {
                return true;
            }
        }
        generations.lock();
        current.state = GenerationState.RETIRED;
        // At most one generation may serve, at every moment.
        current.persistAndFlush();
        next.state = GenerationState.SERVING;
        next.published = false;
        LOG.infof("generation=%d state=SERVING replaced=%d", next.generation, current.generation);
        return true;
    }

    private static void carry(Connection connection, Windows<?, ?> kind, long to, long from, Instant start, Instant end)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(kind.generationSql().carry())) {
            statement.setLong(1, to);
            statement.setLong(2, from);
            statement.setObject(3, start.atOffset(ZoneOffset.UTC));
            statement.setObject(4, end.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private boolean clear(GenerationRow retired, long serving) {
        for (Windows<?, ?> kind : kinds) {
            if (steps.retire(kind, retired.generation, serving)) {
                return true;
            }
        }
        steps.forget(kinds, retired.generation);
        retired.delete();
        return true;
    }

    private boolean publish(GenerationRow current) {
        KnownGenerations known = generations.known();
        for (Windows<?, ?> kind : kinds) {
            if (publish(current, kind, known)) {
                return true;
            }
        }
        current.published = true;
        return true;
    }

    /** Publishes the next rows of a kind; returns whether there may be more. */
    private <K extends WindowKey, V> boolean publish(
            GenerationRow current, Windows<K, V> kind, KnownGenerations known) {
        return kind.publication()
                .map(publication -> steps.next(
                        "publish",
                        kind,
                        current.generation,
                        current.generation,
                        END,
                        (connection, from, to) -> publish(connection, publication, known, from, to)))
                .orElse(false);
    }

    /** The rows stay locked until the brokers have them: a newer value cannot overtake. */
    private <K extends WindowKey, V> void publish(
            Connection connection, Publication<K, V> publication, KnownGenerations known, Instant from, Instant to)
            throws SQLException {
        OptionalLong serving = known.serving();
        if (serving.isEmpty()) {
            return;
        }
        Map<K, Stored<V>> rows = publication.slice(connection, serving.getAsLong(), from, to);
        List<Outgoing> messages = new ArrayList<>();
        rows.forEach((key, row) -> {
            if (publication.isPublished(row.value())) {
                long version = known.publishedVersion(key.generation(), row.version());
                messages.add(new Outgoing(
                        publication.published().name(),
                        publication.recordKey(key),
                        publication.message(key, row.value(), version)));
            }
        });
        publications.publish(messages);
    }
}
