package dev.pulso.extractor.format;

import dev.pulso.contracts.post.Post.Ingest;
import dev.pulso.extractor.author.AuthorKeys;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forms a file of posts may have. */
public enum PostFormat {
    /** NDJSON of X API v1.1 statuses. */
    X_V1("x-v1", "x"),
    /** NDJSON of X API v2 responses, stream lines or flattened posts. */
    X_V2("x-v2", "x"),
    /** Statuses of Mastodon: NDJSON, pages, WebSocket messages or the bytes of an event stream. */
    MASTODON("mastodon", "mastodon"),
    /** NDJSON of Bluesky's Jetstream, both wire versions. */
    JETSTREAM("jetstream", "bluesky"),
    /** A table with a header row. */
    CSV("csv", "csv"),
    /** NDJSON of {@code pulso.post.v1} data. */
    PULSO("pulso", "pulso");

    private final String wireName;
    private final String network;

    PostFormat(String wireName, String network) {
        this.wireName = wireName;
        this.network = network;
    }

    /** Whether a record can only be read by someone who has read those before it. */
    public boolean needsEarlierRecords() {
        return this == MASTODON;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<PostFormat> of(String wireName) {
        return Arrays.stream(values())
                .filter(format -> format.wireName.equals(wireName))
                .findFirst();
    }

    /** Every wire name, for messages. */
    public static List<String> wireNames() {
        return Arrays.stream(values()).map(PostFormat::wireName).toList();
    }

    /**
     * What the reading of a file needs beside its bytes.
     *
     * @param network name space of the ids, by default that of the format (for {@link #PULSO}: that of each post)
     * @param columns used for {@link #CSV} only
     * @param longestLine in bytes; longer lines are refused
     */
    public record Reading(
            Optional<String> network,
            CsvColumns columns,
            AuthorKeys keys,
            TextRules texts,
            Clock clock,
            int longestLine) {}

    /**
     * Starts reading.
     *
     * @throws UnreadableFileException if the file cannot be of this form
     */
    public FrameReader open(InputStream in, Reading reading) throws IOException, UnreadableFileException {
        Decoding decoding = new Decoding(
                reading.network().orElse(network),
                reading.keys(),
                reading.texts(),
                new Ingest(Ingest.Mode.REPLAY, List.of()),
                reading.clock());
        LineReader lines = new LineReader(in, reading.longestLine());
        return switch (this) {
            case X_V1 -> new JsonLines(lines, new XV1Decoder(decoding));
            case X_V2 -> new JsonLines(lines, new XV2Decoder(decoding));
            case MASTODON -> new MastodonFrames(lines, new MastodonDecoder(decoding));
            case JETSTREAM -> new JsonLines(lines, new JetstreamDecoder(decoding));
            case CSV -> CsvFrames.open(lines, reading.columns(), decoding);
            case PULSO -> new JsonLines(lines, new PulsoDecoder(decoding, reading.network()));
        };
    }
}
