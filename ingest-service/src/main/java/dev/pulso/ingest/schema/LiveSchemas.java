package dev.pulso.ingest.schema;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.schema.EventSchema;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.feed.TopicFeed;
import dev.pulso.ingest.intake.Checks;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The schemas of {@code pulso.schemas}, on every replica the same and always the newest. */
@Startup
@Singleton
class LiveSchemas implements Checks {
    private static final Logger LOG = Logger.getLogger(LiveSchemas.class);

    private final NavigableMap<String, TypeSchema> byType = new ConcurrentSkipListMap<>();
    private final SchemaCompiler compiler;
    private final TopicFeed feed;

    LiveSchemas(@Identifier("default-kafka-broker") Map<String, Object> broker, SchemaConfig config) {
        this.compiler = new SchemaCompiler(config.formatAssertions());
        this.feed = new TopicFeed(broker, Topics.SCHEMAS.name(), TopicFeed.ALL, this::read).start();
    }

    @Override
    public boolean ready() {
        return feed.loaded();
    }

    @Override
    public Incoming check(Incoming event) {
        if (!(event instanceof Incoming.Good good)) {
            return event;
        }
        TypeSchema schema = byType.get(good.envelope().type());
        EventError error = schema == null ? null : schema.violation(good);
        return error == null ? event : new Incoming.Bad(good.bytes(), CloudEvent.CONTENT_TYPE, good.id(), error);
    }

    @Override
    public @Nullable String valueField(String type) {
        TypeSchema schema = byType.get(type);
        return schema == null ? null : schema.stored().valueField();
    }

    NavigableMap<String, TypeSchema> byType() {
        return byType;
    }

    SchemaCompiler compiler() {
        return compiler;
    }

    boolean await(int partition, long offset, Duration atMost) {
        return feed.await(partition, offset, atMost);
    }

    @PreDestroy
    void close() {
        feed.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> change) {
        if (change.key() == null) {
            return;
        }
        String type = new String(change.key(), StandardCharsets.UTF_8);
        if (change.value() == null) {
            byType.remove(type);
            return;
        }
        try {
            EventSchema stored =
                    MessageCodec.read(Topics.SCHEMAS, change.value()).data();
            byType.put(type, new TypeSchema(stored, compiler.compile(stored.schema())));
        } catch (InvalidMessageException | UnusableSchemaException e) {
            // Whoever wrote it, not we: the schema before it stays in force.
            LOG.warnf("record %d of %s holds no usable schema", change.offset(), change.topic());
        }
    }
}
