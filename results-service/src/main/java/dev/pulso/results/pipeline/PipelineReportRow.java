package dev.pulso.results.pipeline;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The latest report of a component. */
@Entity
@Table(name = "pipeline_report")
class PipelineReportRow extends PanacheEntityBase {
    @Id
    String component = "";

    Instant at = Instant.EPOCH;

    /** The {@code data} of the message, JSON. */
    String report = "";
}
