package dev.pulso.extractor.x;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post.Ingest.Mode;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.format.StatusReader;
import dev.pulso.extractor.format.XReader;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * Polls the search of a server that speaks the API v1.1. Its cursor is the highest id of a poll that was read to its
 * end, so that nothing between two polls is missed however long they are apart.
 */
final class V1Source implements Source {
    private static final String SINCE = "since";
    private static final String AT = "at";

    /** Makes what needs the token. */
    @FunctionalInterface
    interface Searches {
        V1Search make() throws IOException;
    }

    private final String id;
    private final Duration every;
    private final int mostPages;
    private final Duration rewind;
    private final Searches searches;
    private final Function<SourceSession, Intake> intakes;
    private final StatusReader reader;
    private final XFailures failures;
    private final Clock clock;

    V1Source(
            String id,
            Duration every,
            int mostPages,
            Duration rewind,
            Searches searches,
            Function<SourceSession, Intake> intakes,
            StatusReader reader,
            XFailures failures,
            Clock clock) {
        this.id = id;
        this.every = every;
        this.mostPages = mostPages;
        this.rewind = rewind;
        this.searches = searches;
        this.intakes = intakes;
        this.reader = reader;
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public void run(SourceSession session) throws IOException, InterruptedException {
        Intake intake = intakes.apply(session);
        V1Search search = searches.make();
        boolean first = true;
        while (true) {
            Instant began = clock.instant();
            Duration wait = poll(session, intake, search, first ? Mode.BACKFILL : Mode.LIVE);
            session.streaming();
            intake.save();
            first = false;
            Duration rest = every.minus(Duration.between(began, clock.instant()));
            Thread.sleep(Math.max(0, Math.max(wait.toMillis(), rest.toMillis())));
        }
    }

    /** Reads what was posted since the last poll; a new source begins with one page. */
    private Duration poll(SourceSession session, Intake intake, V1Search search, Mode mode)
            throws IOException, InterruptedException {
        long since = Long.parseLong(intake.position().getOrDefault(SINCE, "0"));
        long after = since == 0 ? 0 : rewound(since);
        long newest = since;
        long upTo = 0;
        Duration wait = Duration.ZERO;
        for (int page = 0; page < (since == 0 ? 1 : mostPages); page++) {
            Thread.sleep(wait.toMillis());
            V1Search.Page found = search.page(after, upTo);
            for (String status : found.statuses()) {
                byte[] json = status.getBytes(StandardCharsets.UTF_8);
                for (Decoded decoded : reader.read(json)) {
                    intake.take(decoded, json, since == 0 ? Mode.LIVE : mode);
                }
            }
            newest = Math.max(newest, found.newest());
            wait = failures.untilAllowed(found.limit());
            upTo = found.oldest() - 1;
            // Servers leave some out after they have counted, so a page is the last one when it is empty.
            if (found.statuses().isEmpty() || upTo <= after) {
                return reached(intake, newest, wait);
            }
        }
        if (since > 0) {
            Instant now = clock.instant();
            Instant from = Instant.parse(intake.position().getOrDefault(AT, now.toString()));
            session.gap(new Gap(id, from, now, "more was missed than " + mostPages + " pages of the search tell"));
        }
        return reached(intake, newest, wait);
    }

    /** Where ids are made of times: a search learns of a post some seconds after those written later. */
    private long rewound(long since) {
        String id = Long.toString(since);
        return XReader.timeOf(id) == null ? since : Long.parseLong(XReader.idBefore(id, rewind));
    }

    private Duration reached(Intake intake, long newest, Duration wait) {
        if (newest > 0) {
            intake.at(Map.of(SINCE, Long.toString(newest), AT, clock.instant().toString()));
        }
        return wait;
    }
}
