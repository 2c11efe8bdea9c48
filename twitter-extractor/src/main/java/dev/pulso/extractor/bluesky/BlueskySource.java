package dev.pulso.extractor.bluesky;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.format.JetstreamFrame;
import dev.pulso.extractor.format.JetstreamReader;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.Feed;
import dev.pulso.extractor.live.HttpRefusedException;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceSession;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads Jetstream, host after host: when one breaks the next goes on a little before the last event, and what comes twice
 * is dropped. It gives up, for the supervisor to wait, when every host has failed in a row.
 */
final class BlueskySource implements Source {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LASTING_CONNECTION = Duration.ofSeconds(5);
    private static final int BAD_REQUEST = 400;

    private final String id;
    private final BlueskyConfig config;
    private final Connections connections;
    private final JetstreamReader reader;
    private final Function<SourceSession, Intake> intakes;
    private final AccountPurge purge;
    private final Clock clock;

    BlueskySource(
            String id,
            BlueskyConfig config,
            Connections connections,
            JetstreamReader reader,
            Function<SourceSession, Intake> intakes,
            AccountPurge purge,
            Clock clock) {
        this.id = id;
        this.config = config;
        this.connections = connections;
        this.reader = reader;
        this.intakes = intakes;
        this.purge = purge;
        this.clock = clock;
    }

    @Override
    public void run(SourceSession session) throws IOException, InterruptedException {
        Intake intake = intakes.apply(session);
        List<URI> hosts = config.hosts();
        int next = first(hosts, BlueskyPosition.of(session.position()).host());
        int failed = 0;
        IOException last = new IOException("there is no host");
        try (purge) {
            while (failed < hosts.size()) {
                URI host = hosts.get(next++ % hosts.size());
                Instant began = clock.instant();
                try {
                    read(host, session, intake);
                } catch (IOException e) {
                    last = new IOException(host.getAuthority() + ": " + e.getMessage(), e);
                    boolean lasted = Duration.between(began, clock.instant()).compareTo(LASTING_CONNECTION) > 0;
                    failed = lasted ? 0 : failed + 1;
                    session.connecting(String.valueOf(last.getMessage()));
                    intake.save();
                }
            }
        }
        throw last;
    }

    private static int first(List<URI> hosts, String host) {
        IntFunction<String> name = i -> hosts.get(i).toString();
        return IntStream.range(0, hosts.size())
                .filter(i -> name.apply(i).equals(host))
                .findFirst()
                .orElse(0);
    }

    /** Reads until the connection breaks. */
    private void read(URI host, SourceSession session, Intake intake) throws IOException, InterruptedException {
        BlueskyPosition position = BlueskyPosition.of(intake.position());
        Instant resumed = position.time();
        Instant began = clock.instant();
        try (Feed feed = connect(host, position)) {
            while (true) {
                String text = feed.poll(POLL, config.silence());
                if (text != null) {
                    session.streaming();
                    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
                    JetstreamFrame frame = reader.read(raw);
                    if (frame.terminal()) {
                        throw new IOException("the host says " + frame.notice());
                    }
                    if (frame.time() != null) {
                        tellIfClamped(session, resumed, frame.time());
                        resumed = null;
                    }
                    take(intake, frame, raw, began);
                    position = position.after(host.toString(), frame);
                    intake.at(position.stored());
                }
                position = purge(intake, position);
                if (intake.saveIfDue()) {
                    purge.startIfDue(position.purge());
                }
            }
        }
    }

    /** By number where that is possible; if the number is refused as too old, by time, which the host then moves up. */
    private Feed connect(URI host, BlueskyPosition position) throws IOException, InterruptedException {
        JetstreamWire wire = JetstreamWire.of(host);
        String[] subprotocols = wire.subprotocols().toArray(String[]::new);
        Long number = position.numberFor(host.toString());
        if (number != null) {
            try {
                return connections.frames(id, wire.address(host, number), subprotocols);
            } catch (HttpRefusedException e) {
                if (e.status() != BAD_REQUEST) {
                    throw e;
                }
            }
        }
        return connections.frames(id, wire.address(host, position.timeCursor(config.rewind())), subprotocols);
    }

    private void tellIfClamped(SourceSession session, @Nullable Instant resumed, Instant firstSeen) {
        if (resumed != null && firstSeen.isAfter(resumed.plus(config.clampTolerance()))) {
            session.gap(new Gap(id, resumed, firstSeen, "the host no longer had what came after the cursor"));
        }
    }

    private static void take(Intake intake, JetstreamFrame frame, byte[] raw, Instant began)
            throws InterruptedException {
        boolean late = frame.time() != null && frame.time().isBefore(began);
        for (Decoded decoded : frame.decoded()) {
            intake.take(decoded, raw, late ? Post.Ingest.Mode.BACKFILL : Post.Ingest.Mode.LIVE);
        }
    }

    private BlueskyPosition purge(Intake intake, BlueskyPosition position) throws InterruptedException {
        var found = purge.finished();
        if (found.isEmpty()) {
            return position;
        }
        for (String postId : found.get().postIds()) {
            intake.take(reader.deletion(postId), Post.Ingest.Mode.LIVE);
        }
        BlueskyPosition purged = position.purged(found.get().accounts());
        intake.at(purged.stored());
        return purged;
    }
}
