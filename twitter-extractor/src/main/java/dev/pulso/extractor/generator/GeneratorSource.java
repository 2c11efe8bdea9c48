package dev.pulso.extractor.generator;

import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Sends generated posts at a steady rate. Numbers are reserved in blocks before they are used: after a crash a part of a
 * block is skipped, and no id is ever used twice.
 */
final class GeneratorSource implements Source {
    private static final String RESERVED = "reserved";
    private static final Duration BLOCK = Duration.ofSeconds(30);
    private static final long SMALLEST_BLOCK = 100;
    private static final long TICK_MILLIS = 50;

    private final DemoPosts posts;
    private final double rate;
    private final Clock clock;

    GeneratorSource(DemoPosts posts, double rate, Clock clock) {
        this.posts = posts;
        this.rate = rate;
        this.clock = clock;
    }

    @Override
    public void run(SourceSession session) throws InterruptedException {
        long next = Long.parseLong(session.position().getOrDefault(RESERVED, "0"));
        long reserved = next;
        long block = Math.max(SMALLEST_BLOCK, (long) (rate * BLOCK.toSeconds()));
        long started = clock.millis();
        long sent = 0;
        while (true) {
            long due = (long) ((clock.millis() - started) * rate / 1000) + 1;
            for (; sent < due; sent++) {
                if (next == reserved) {
                    reserved += block;
                    session.savePosition(Map.of(RESERVED, Long.toString(reserved)));
                    session.streaming();
                }
                session.send(posts.post(next++, clock.instant()));
            }
            Thread.sleep(TICK_MILLIS);
        }
    }
}
