package dev.pulso.ingest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.schema.EventSchema;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import dev.pulso.ingest.publish.EventPublisher;
import dev.pulso.ingest.publish.Outgoing;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Changes schemas: writes to the topic and waits until this replica has read its own words. */
@Singleton
class SchemaStore {
    private static final String SOURCE = "/pulso/ingest-service";
    private static final Duration READ_BACK = Duration.ofSeconds(5);

    private final LiveSchemas live;
    private final EventPublisher publisher;
    private final Map<String, Object> broker;
    private final SchemaConfig config;
    private final Clock clock = Clock.systemUTC();

    SchemaStore(
            LiveSchemas live,
            EventPublisher publisher,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            SchemaConfig config) {
        this.live = live;
        this.publisher = publisher;
        this.broker = broker;
        this.config = config;
    }

    /** @throws ProblemException if the schemas have not been read yet */
    NavigableMap<String, TypeSchema> all() {
        if (!live.ready()) {
            throw away();
        }
        return live.byType();
    }

    /** Works out what a change would mean, and writes nothing. */
    SchemaAnswer propose(String type, JsonNode document) {
        TypeSchema next = next(type, document);
        return answer(next, !next.equals(all().get(type)));
    }

    /** Makes the schema of a proposal the one in force. */
    void put(SchemaAnswer proposal, JsonNode document) {
        if (!proposal.changed()) {
            return;
        }
        EventSchema schema = new EventSchema(
                proposal.type(), proposal.version(), document, proposal.valueField(), proposal.updatedAt());
        write(
                proposal.type(),
                MessageCodec.write(new CloudEvent<>(
                        // The version alone would name two events after a deletion.
                        proposal.type() + "/" + proposal.version() + "/"
                                + proposal.updatedAt().toEpochMilli(),
                        SOURCE,
                        Topics.SCHEMAS.type(),
                        proposal.type(),
                        proposal.updatedAt(),
                        null,
                        schema)));
    }

    /** @return whether there was one */
    boolean delete(String type) {
        if (!all().containsKey(type)) {
            return false;
        }
        write(type, null);
        return true;
    }

    private TypeSchema next(String type, JsonNode document) {
        TypeSchema now = all().get(type);
        if (now != null && now.stored().schema().equals(document)) {
            return now;
        }
        try {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            long version = now == null ? 1 : now.stored().version() + 1;
            return new TypeSchema(
                    new EventSchema(type, version, document, SchemaCompiler.valueField(document), at),
                    live.compiler().compile(document));
        } catch (UnusableSchemaException e) {
            throw new ProblemException(ProblemType.INVALID_SCHEMA, String.valueOf(e.getMessage()));
        }
    }

    private SchemaAnswer answer(TypeSchema schema, boolean changed) {
        EventSchema stored = schema.stored();
        try {
            Compatibility compatibility = new RecentEvents(config, schema).examine(broker);
            return new SchemaAnswer(
                    stored.type(), stored.version(), stored.valueField(), stored.updatedAt(), changed, compatibility);
        } catch (KafkaException e) {
            throw away();
        }
    }

    private void write(String type, byte @Nullable [] message) {
        Outcome outcome = publisher
                .send(Outgoing.of(Topics.SCHEMAS.name(), type, message, null))
                .join();
        if (outcome instanceof Outcome.Rejected) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, "the buffer does not take a schema of this size");
        }
        if (!(outcome instanceof Outcome.Accepted placed)
                || !live.await(placed.partition(), placed.offset(), READ_BACK)) {
            throw away();
        }
    }

    private static ProblemException away() {
        return new ProblemException(ProblemType.BROKER_AWAY, "the schemas cannot be read or written now");
    }
}
