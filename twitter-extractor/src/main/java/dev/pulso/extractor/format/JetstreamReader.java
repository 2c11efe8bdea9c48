package dev.pulso.extractor.format;

import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.JetstreamEvent.Payload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a live Jetstream: posts, and what concerns the stream itself. */
public final class JetstreamReader {
    private final Decoding decoding;
    private final JetstreamDecoder decoder;

    public JetstreamReader(Decoding decoding) {
        this.decoding = decoding;
        this.decoder = new JetstreamDecoder(decoding);
    }

    public JetstreamFrame read(byte[] json) {
        JetstreamFrame[] read = new JetstreamFrame[1];
        List<Decoded> refused = Json.<JetstreamEvent>decode(JetstreamDecoder.EVENT, json, event -> {
            read[0] = frame(event);
            return List.of();
        });
        return read[0] != null ? read[0] : new JetstreamFrame(null, null, null, "", false, refused);
    }

    /** The deletion of a post. */
    public Post deletion(String postId) {
        return Posts.deletion(decoding, postId);
    }

    private JetstreamFrame frame(JetstreamEvent event) {
        if (event.error() != null) {
            return new JetstreamFrame(null, null, null, event.error(), true, List.of());
        }
        Payload payload = event.payload();
        if (payload != null) {
            return new JetstreamFrame(
                    payload.seq(),
                    payload.time() == null ? null : Posts.plausible(Posts.parseIso(payload.time())),
                    deleted(payload.account(), payload.did()),
                    Objects.requireNonNullElse(payload.name(), ""),
                    false,
                    List.of(decoder.decode(event)));
        }
        Long micros = event.timeUs();
        Instant time = micros == null ? null : Posts.plausible(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        return new JetstreamFrame(
                null, time, deleted(event.account(), event.did()), "", false, List.of(decoder.decode(event)));
    }

    private static @Nullable String deleted(JetstreamEvent.@Nullable Account account, @Nullable String did) {
        return account != null && account.isDeleted() ? (account.did() != null ? account.did() : did) : null;
    }
}
