package dev.pulso.bench.sse;

import java.io.IOException;
import java.time.Duration;

/**
 * What one server did for so many clients.
 *
 * @param cores processors it kept busy
 * @param missing deliveries that did not come
 */
record Round(double p50, double p95, double cores, long residentBytes, long missing) {
    /** Milliseconds that an update sent within the time measured may still take. */
    private static final long GRACE = 1_500;

    /** Measures; the clients are open already. */
    static Round of(StreamServer server, Fleet fleet, int clients, double perSecond, int seconds) throws IOException {
        Latencies latencies = new Latencies();
        long from = System.nanoTime();
        long until = from + Duration.ofSeconds(seconds).toNanos();
        Usage before = server.usage();
        fleet.listen(seconds * 1_000L, latencies, from, until);
        Usage after = server.usage();
        double took = (System.nanoTime() - from) / 1e9;
        fleet.listen(GRACE, latencies, from, until);
        return new Round(
                latencies.percentile(0.5),
                latencies.percentile(0.95),
                after.cpu().minus(before.cpu()).toNanos() / 1e9 / took,
                after.residentBytes(),
                Math.max(0, Math.round(clients * perSecond * seconds) - latencies.count()));
    }
}
