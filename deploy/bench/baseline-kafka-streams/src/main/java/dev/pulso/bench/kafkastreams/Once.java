package dev.pulso.bench.kafkastreams;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets the first record of a key through. */
final class Once extends ContextualFixedKeyProcessor<String, Post, Post> {
    static final String STORE = "seen";
    private static final byte[] SEEN = {1};

    private @Nullable KeyValueStore<String, byte[]> seen;

    @Override
    public void init(FixedKeyProcessorContext<String, Post> context) {
        super.init(context);
        seen = context.getStateStore(STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, Post> post) {
        if (seen != null && seen.putIfAbsent(post.key(), SEEN) == null) {
            context().forward(post);
        }
    }
}
