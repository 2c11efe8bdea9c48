package dev.pulso.extractor.format;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.contracts.post.Post;
import java.util.List;
import java.util.Optional;

/** {@code pulso.post.v1} data, as other extractors write it. */
final class PulsoDecoder implements PostDecoder {
    private static final ObjectReader POST = Json.camelCase(Post.class);

    private final Decoding decoding;
    private final Optional<String> network;

    /** @param network replaces the network of every post, if present */
    PulsoDecoder(Decoding decoding, Optional<String> network) {
        this.decoding = decoding;
        this.network = network;
    }

    @Override
    public List<Decoded> decode(byte[] json) {
        return Json.<Post>decode(POST, json, post -> List.of(new Decoded.Read(adopted(post))));
    }

    private Post adopted(Post post) {
        return new Post(
                post.op(),
                network.orElse(post.network()),
                post.postId(),
                post.uri(),
                post.authorKey(),
                decoding.stored(post.text()),
                post.lang(),
                post.hashtags(),
                post.mentions(),
                post.urls(),
                post.createdAt(),
                post.observedAt(),
                post.editedAt(),
                post.replyTo(),
                post.repostOf(),
                post.quoteOf(),
                post.sensitive(),
                post.metrics(),
                post.author(),
                post.ingest() == null ? decoding.ingest() : post.ingest());
    }
}
