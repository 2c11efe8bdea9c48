package dev.pulso.bench.sse;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Publishes updates of one size at a steady pace. The stamp comes first, then what fills it up. */
final class Publisher implements AutoCloseable {
    /** The stamp, quotes and braces. */
    private static final int AROUND = 40;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private final ScheduledFuture<?> publishing;

    Publisher(StreamServer server, double perSecond, int bytes) {
        String filling = "x".repeat(Math.max(1, bytes - AROUND));
        long every = Math.round(1e9 / perSecond);
        publishing = clock.scheduleAtFixedRate(
                () -> server.publish("{" + Fleet.STAMP + System.nanoTime() + ",\"fill\":\"" + filling + "\"}"),
                0,
                every,
                TimeUnit.NANOSECONDS);
    }

    /** Bytes behind the stamp of each update that hold no other stamp. */
    static int skip(int bytes) {
        return Math.max(0, bytes - AROUND - 1);
    }

    /** @throws IllegalStateException if it had to give up on the way: then nothing measured counts */
    @Override
    public void close() {
        boolean gaveUp = publishing.isDone();
        clock.shutdownNow();
        if (gaveUp) {
            throw new IllegalStateException("an update could not be published");
        }
    }
}
