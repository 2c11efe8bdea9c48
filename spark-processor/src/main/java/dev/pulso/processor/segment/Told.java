package dev.pulso.processor.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.segment.Member;
import dev.pulso.processor.segment.feature.EntityId;
import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import dev.pulso.processor.segment.store.Store.Entry;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The segment of each entity as it was told last, and the changes that are still to be sent. Both are written together: a crash
 * neither loses a change nor makes another of it.
 */
final class Told {
    private static final int CHUNK = 5_000;

    private final Store store;

    Told(Store store) {
        this.store = store;
    }

    private record Place(long version, String segment, String entity) {
        static Place read(String text) {
            String[] parts = text.split(" ", 3);
            return new Place(Long.parseLong(parts[0]), parts[1], parts[2]);
        }

        String text() {
            return version + " " + segment + " " + entity;
        }
    }

    /** Makes the change of an entity, if it is one. */
    interface Change {
        Member from(Row row, @Nullable String was);
    }

    /** Takes in where an entity is; the change goes out if it was elsewhere. */
    void take(Row row, long version, Change change, Changes changes) {
        String entity = row.getAs("entity");
        String id = EntityId.of(entity);
        String segment = row.getAs(Membership.SEGMENT);
        String text = store.get(Kind.MEMBER, id);
        String was = text == null ? null : Place.read(text).segment;
        if (!segment.equals(was)) {
            send(change.from(row, was), id, changes);
        }
        changes.put(Kind.MEMBER, new Place(version, segment, entity).text(), id);
    }

    /** Takes in that an entity is in no segment. */
    void leave(String segmentation, String id, long version, Instant at, Changes changes) {
        String text = store.get(Kind.MEMBER, id);
        if (text != null) {
            Place place = Place.read(text);
            send(Membership.left(segmentation, place.entity, place.segment, version, at), id, changes);
            changes.delete(Kind.MEMBER, id);
        }
    }

    /** Ids of members that a version has not placed. */
    void leaveUnplaced(String segmentation, long version, Instant at) {
        try (Stream<Entry> members = store.scan(Kind.MEMBER);
                Changes changes = store.change()) {
            members.filter(each -> Place.read(each.value()).version != version).forEach(each -> {
                leave(segmentation, each.key(), version, at, changes);
                changes.writeIfMany();
            });
            changes.write();
        }
    }

    boolean isMember(String id) {
        return store.has(Kind.MEMBER, id);
    }

    /** Changes that are not on Kafka yet, at most some thousand; {@link #sent} is called with them when they are. */
    List<Entry> outgoing() {
        try (Stream<Entry> waiting = store.scan(Kind.OUTGOING)) {
            return waiting.limit(CHUNK).toList();
        }
    }

    static Iterator<Member> members(List<Entry> outgoing) {
        return outgoing.stream().map(each -> read(each.value())).iterator();
    }

    void sent(List<Entry> outgoing) {
        try (Changes changes = store.change()) {
            outgoing.forEach(each -> changes.delete(Kind.OUTGOING, each.key()));
            changes.write();
        }
    }

    /** One change of an entity waits at most: the last takes the place of one that nobody has seen. */
    private static void send(Member member, String id, Changes changes) {
        try {
            changes.put(Kind.OUTGOING, MessageCodec.mapper().writeValueAsString(member), id);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Member read(String json) {
        try {
            return MessageCodec.mapper().readValue(json, Member.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
