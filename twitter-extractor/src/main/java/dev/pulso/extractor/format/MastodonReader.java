package dev.pulso.extractor.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a live instance of Mastodon: the events of its streams, and the pages of its timelines. One thread only. */
public final class MastodonReader {
    private final MastodonDecoder decoder;

    /**
     * What was read.
     *
     * @param newestId the instance's newest id of a status in it
     * @param newestAt when that status was written
     * @param decoded what it is to us
     */
    public record Batch(@Nullable String newestId, @Nullable Instant newestAt, List<Decoded> decoded) {}

    public MastodonReader(Decoding decoding, StatusIds ids) {
        this.decoder = new MastodonDecoder(decoding, ids);
    }

    /** An event of a stream. An edit is no new status: it has no newest id. */
    public Batch event(String name, byte[] data) {
        decoder.forgetNewest();
        List<Decoded> decoded = decoder.decode(name, data);
        return name.equals("status.update") ? new Batch(null, null, decoded) : batch(decoded);
    }

    /** A page of a timeline. Who was edited is told as written and as edited: nobody saw the edit happen. */
    public Batch page(byte[] json) {
        decoder.forgetNewest();
        List<Decoded> all = new ArrayList<>(decoder.decodeAll(json, false));
        for (Decoded edit : decoder.decodeAll(json, true)) {
            if (edit instanceof Decoded.Read read && read.post().editedAt() != null) {
                all.add(edit);
            }
        }
        return batch(all);
    }

    private Batch batch(List<Decoded> decoded) {
        return new Batch(decoder.newestId(), decoder.newestAt(), decoded);
    }

    /** Ids are numbers that grow, too large for some; on other servers words of one length. */
    public static boolean isNewer(String id, @Nullable String than) {
        return than == null || (id.length() == than.length() ? id.compareTo(than) > 0 : id.length() > than.length());
    }
}
