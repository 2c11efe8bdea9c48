package dev.pulso.results.generation;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A generation of the counting query, see {@code V1__windows.sql} for the meaning of the columns. */
@Entity
@Table(name = "generation")
class GenerationRow extends PanacheEntityBase {
    @Id
    long generation;

    int ordinal;

    @Enumerated(EnumType.STRING)
    GenerationState state = GenerationState.BUILDING;

    @Column(name = "first_seen")
    Instant firstSeen = Instant.EPOCH;

    @Column(name = "source_ids")
    @Nullable
    String sourceIds;

    @Column(name = "source_targets")
    @Nullable
    String sourceTargets;

    @Column(name = "reached_at")
    @Nullable
    Instant reachedAt;

    @Column(name = "delta_targets")
    @Nullable
    String deltaTargets;

    @Column(name = "carry_before")
    @Nullable
    Instant carryBefore;

    boolean published;

    static List<GenerationRow> known() {
        return GenerationRow.list("order by generation");
    }

    static Optional<GenerationRow> in(GenerationState state) {
        return GenerationRow.<GenerationRow>find("state = ?1 order by generation desc", state)
                .firstResultOptional();
    }
}
