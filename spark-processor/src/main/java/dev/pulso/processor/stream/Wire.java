package dev.pulso.processor.stream;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post.Op;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.processor.counting.ActivityChange;
import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.Counted;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.HashtagChange;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.counting.PostFact;
import dev.pulso.processor.counting.RelatedChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Facts and changes between the steps of one micro-batch, field by field. Nothing of it outlives the batch, so there are no
 * versions.
 */
final class Wire {
    private static final Op[] OPS = Op.values();
    private static final byte POST = 0;
    private static final byte EVENT = 1;
    private static final byte REJECTED = 2;
    private static final byte PAIR = 3;

    /** Not written out, nor made anew for every record. */
    private static final List<String> TOPICS = List.of(Topics.POSTS.name(), Topics.EVENTS_NAME);

    private Wire() {}

    static void write(Output out, UTF8String key) {
        byte[] bytes = key.getBytes();
        out.writeVarInt(bytes.length, true);
        out.writeBytes(bytes);
    }

    static UTF8String readKey(Input in) {
        return UTF8String.fromBytes(in.readBytes(in.readVarInt(true)));
    }

    static void write(Output out, Fact fact) {
        write(out, fact.at());
        if (fact.post() != null) {
            out.writeByte(POST);
            write(out, fact.post());
        } else if (fact.event() != null) {
            out.writeByte(EVENT);
            write(out, fact.event());
        } else {
            out.writeByte(REJECTED);
            write(out, Objects.requireNonNull(fact.rejected()));
            out.writeString(fact.subject());
        }
    }

    static Fact readFact(Input in) {
        Origin at = readOrigin(in);
        return switch (in.readByte()) {
            case POST -> Fact.of(at, readPost(in));
            case EVENT -> Fact.of(at, readActivity(in));
            default -> Fact.of(at, readRejection(in), in.readString());
        };
    }

    static void write(Output out, Change change) {
        if (change.hashtag() != null) {
            out.writeByte(POST);
            write(out, change.hashtag());
        } else if (change.related() != null) {
            out.writeByte(PAIR);
            write(out, change.related());
        } else if (change.activity() != null) {
            out.writeByte(EVENT);
            write(out, change.activity());
        } else {
            out.writeByte(REJECTED);
            write(out, Objects.requireNonNull(change.rejected()));
            out.writeString(change.subject());
        }
    }

    static Change readChange(Input in) {
        return switch (in.readByte()) {
            case POST -> new Change(readHashtag(in), null, null, null, null);
            case PAIR -> new Change(null, readPair(in), null, null, null);
            case EVENT -> new Change(null, null, readActivity(in), null, null);
            default -> new Change(null, null, null, readRejection(in), in.readString());
        };
    }

    private static void write(Output out, PostFact post) {
        out.writeByte(post.op().ordinal());
        write(out, post.revision());
        out.writeString(post.network());
        out.writeString(post.postId());
        writeSample(out, post.sample());
        Counted counted = post.counted();
        out.writeBoolean(counted != null);
        if (counted != null) {
            write(out, counted.windowStart());
            out.writeString(counted.lang());
            out.writeBoolean(counted.repost());
            out.writeVarInt(counted.tags().size(), true);
            for (Hashtag tag : counted.tags()) {
                out.writeString(tag.tag());
                out.writeString(tag.text().equals(tag.tag()) ? null : tag.text());
            }
        }
    }

    private static PostFact readPost(Input in) {
        Op op = OPS[in.readByte()];
        Instant revision = readInstant(in);
        String network = in.readString();
        String postId = in.readString();
        SamplePost sample = readSample(in, postId);
        Counted counted = in.readBoolean() ? readCounted(in, network, postId) : null;
        return new PostFact(op, revision, counted, sample, network, postId);
    }

    private static Counted readCounted(Input in, String network, String postId) {
        Instant windowStart = readInstant(in);
        String lang = in.readString();
        boolean repost = in.readBoolean();
        int size = in.readVarInt(true);
        List<Hashtag> tags = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String tag = in.readString();
            tags.add(new Hashtag(tag, Objects.requireNonNullElse(in.readString(), tag)));
        }
        return new Counted(windowStart, network, postId, lang, tags, repost);
    }

    /** Without the id of the post, which stands before it. */
    private static void writeSample(Output out, @Nullable SamplePost sample) {
        out.writeBoolean(sample != null);
        if (sample != null) {
            out.writeString(sample.uri());
            out.writeString(sample.text());
            out.writeString(sample.authorKey());
            write(out, sample.createdAt());
        }
    }

    private static @Nullable SamplePost readSample(Input in, String postId) {
        return in.readBoolean()
                ? new SamplePost(postId, in.readString(), in.readString(), in.readString(), readInstant(in))
                : null;
    }

    private static void write(Output out, HashtagChange change) {
        HashtagChange.Key key = change.key();
        write(out, key.windowStart());
        out.writeString(key.tag());
        out.writeString(key.network());
        out.writeString(key.lang());
        out.writeString(change.display());
        out.writeString(change.postId());
        out.writeByte(change.posts());
        out.writeByte(change.reposts());
        writeSample(out, change.sample());
        write(out, change.at());
    }

    private static HashtagChange readHashtag(Input in) {
        HashtagChange.Key key =
                new HashtagChange.Key(readInstant(in), in.readString(), in.readString(), in.readString());
        String display = in.readString();
        String postId = in.readString();
        return new HashtagChange(
                key, display, postId, in.readByte(), in.readByte(), readSample(in, postId), readOrigin(in));
    }

    private static void write(Output out, RelatedChange change) {
        RelatedChange.Key key = change.key();
        write(out, key.windowStart());
        out.writeString(key.tag());
        out.writeString(key.related());
        out.writeString(key.network());
        out.writeString(key.lang());
        out.writeByte(change.posts());
        out.writeByte(change.reposts());
    }

    private static RelatedChange readPair(Input in) {
        RelatedChange.Key key = new RelatedChange.Key(
                readInstant(in), in.readString(), in.readString(), in.readString(), in.readString());
        return new RelatedChange(key, in.readByte(), in.readByte());
    }

    private static void write(Output out, ActivityChange change) {
        write(out, change.key().windowStart());
        out.writeString(change.key().type());
        out.writeString(change.key().source());
        out.writeString(change.subject());
        out.writeString(change.value() == null ? null : change.value().toString());
    }

    private static ActivityChange readActivity(Input in) {
        ActivityChange.Key key = new ActivityChange.Key(readInstant(in), in.readString(), in.readString());
        String subject = in.readString();
        String value = in.readString();
        return new ActivityChange(key, subject, value == null ? null : new BigDecimal(value));
    }

    /** Rejections are rare and have no fields to save on. */
    private static void write(Output out, Rejection rejection) {
        try {
            byte[] json = MessageCodec.mapper().writeValueAsBytes(rejection);
            out.writeInt(json.length);
            out.writeBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a rejection has no JSON form", e);
        }
    }

    private static Rejection readRejection(Input in) {
        try {
            return MessageCodec.mapper().readValue(in.readBytes(in.readInt()), Rejection.class);
        } catch (IOException e) {
            throw new UncheckedIOException("what one step wrote the next cannot read", e);
        }
    }

    static void write(Output out, Origin at) {
        int known = TOPICS.indexOf(at.topic());
        out.writeByte(known);
        if (known < 0) {
            out.writeString(at.topic());
        }
        out.writeVarInt(at.partition(), true);
        out.writeVarLong(at.offset(), true);
    }

    static Origin readOrigin(Input in) {
        int known = in.readByte();
        String topic = known < 0 ? in.readString() : TOPICS.get(known);
        return new Origin(topic, in.readVarInt(true), in.readVarLong(true));
    }

    private static void write(Output out, Instant instant) {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant readInstant(Input in) {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
