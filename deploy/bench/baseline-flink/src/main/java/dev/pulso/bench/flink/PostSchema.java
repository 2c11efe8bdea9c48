package dev.pulso.bench.flink;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;

/** Reads of a post what is counted, nothing else. */
final class PostSchema extends AbstractDeserializationSchema<Use> {
    private static final long serialVersionUID = 1;
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(Event.class);

    record Event(Post data) {}

    record Post(String network, String postId, String lang, List<Tag> hashtags, String createdAt) {}

    record Tag(String tag) {}

    PostSchema() {
        super(Use.class);
    }

    @Override
    public Use deserialize(byte[] message) throws IOException {
        Post post = READER.<Event>readValue(message).data();
        Use use = new Use();
        use.post = post.network() + ":" + post.postId();
        use.suffix = "|" + post.network() + "|" + post.lang();
        use.tags = post.hashtags().stream().map(Tag::tag).distinct().toArray(String[]::new);
        use.createdAtMillis = Instant.parse(post.createdAt()).toEpochMilli();
        return use;
    }
}
