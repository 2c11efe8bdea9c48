package dev.pulso.bench.ingest;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at the memory of a server each second. */
final class ResidentMemory implements AutoCloseable {
    private final List<Long> samples = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> looking;

    ResidentMemory(Server server) {
        looking = clock.scheduleAtFixedRate(
                () -> {
                    try {
                        samples.add(server.residentMegabytes());
                    } catch (IOException e) {
                        throw new IllegalStateException("the server is gone", e);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    /** MB, one a second. */
    List<Long> samples() {
        return samples;
    }

    double firstThird() {
        return mean(samples.subList(0, samples.size() / 3));
    }

    double lastThird() {
        return mean(samples.subList(samples.size() * 2 / 3, samples.size()));
    }

    private static double mean(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    @Override
    public void close() {
        looking.cancel(true);
        clock.shutdownNow();
    }
}
