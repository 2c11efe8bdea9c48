package dev.pulso.results.generation;

import dev.pulso.results.generation.KnownGenerations.Known;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** The registry of generations, the same for all replicas. */
@ApplicationScoped
public class Generations {
    /** Advisory lock: shared by whoever counts, exclusive for whoever changes what is counted. Any fixed number. */
    static final long LOCK = 0x50_55_4C_53_4F_01L;

    private static final Logger LOG = Logger.getLogger(Generations.class);

    private final EntityManager entities;
    private final Clock clock;

    Generations(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** The generations now. */
    public KnownGenerations known() {
        return QuarkusTransaction.joiningExisting().call(this::read);
    }

    /** The generations, which stay as they are until the caller's transaction ends. */
    public KnownGenerations lockedKnown() {
        // Two statements: the lock must be held before the snapshot of the second one is taken.
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock_shared(:lock)")
                .setParameter("lock", LOCK)
                .getSingleResult();
        return read();
    }

    /** Enters generations that are newer than all known. The first one ever serves at once. */
    public void announce(Collection<Long> generations) {
        if (generations.stream().noneMatch(known()::announces)) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            lock();
            generations.stream().sorted().filter(each -> read().announces(each)).forEach(this::enter);
        });
    }

    /** Waits until nobody counts; nobody starts before the caller's transaction ends. */
    public void lock() {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)")
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    private void enter(long generation) {
        List<GenerationRow> before = GenerationRow.known();
        // A checkpoint that is already replaced will not finish: only the newest one is built.
        before.stream()
                .filter(each -> each.state == GenerationState.BUILDING || each.state == GenerationState.CARRYING)
                .forEach(each -> each.state = GenerationState.RETIRED);
        GenerationRow row = new GenerationRow();
        row.generation = generation;
        row.ordinal = before.stream().mapToInt(each -> each.ordinal).max().orElse(-1) + 1;
        row.firstSeen = clock.instant();
        row.state = before.isEmpty() ? GenerationState.SERVING : GenerationState.BUILDING;
        // What the first generation counts is published as it is counted.
        row.published = before.isEmpty();
        row.persistAndFlush();
        LOG.infof("generation=%d state=%s", generation, row.state);
    }

    private KnownGenerations read() {
        return new KnownGenerations(GenerationRow.known().stream()
                .map(each -> new Known(each.generation, each.ordinal, each.state))
                .toList());
    }
}
