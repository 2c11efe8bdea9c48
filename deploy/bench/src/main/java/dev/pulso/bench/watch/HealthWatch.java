package dev.pulso.bench.watch;

import dev.pulso.bench.system.RunningSystem;
import dev.pulso.local.run.Resident;
import dev.pulso.local.settings.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks every service twice a second whether it is ready, and looks at the memory of every part. */
public final class HealthWatch implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int LOOK_MILLIS = 500;
    private static final int MEMORY_MILLIS = 3_000;

    private final RunningSystem system;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Queue<Red> reds = new ConcurrentLinkedQueue<>();
    private final Map<Node, Long> largest = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(4);

    /** A look that found a service not ready, {@link System#nanoTime()}. */
    private record Red(long at, Node node) {}

    public HealthWatch(RunningSystem system) {
        this.system = system;
    }

    public void start() {
        for (Node node : system.settings().nodes()) {
            if (node.part().isService()) {
                every(LOOK_MILLIS, () -> look(node));
            }
        }
        every(MEMORY_MILLIS, this::weigh);
    }

    /** When a service was first found not ready after this time. */
    public Optional<Long> firstRedAfter(long time) {
        return reds.stream().map(Red::at).filter(at -> at >= time).sorted().findFirst();
    }

    /** Largest memory seen of each part, in megabytes (proportional set size, with its children). */
    public Map<Node, Long> largestMegabytes() {
        return Map.copyOf(largest);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private void every(int millis, Runnable task) {
        var ignored = watch.scheduleWithFixedDelay(task, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void look(Node node) {
        long began = System.nanoTime();
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(system.settings().url(node) + "/q/health/ready"))
                    .timeout(TIMEOUT)
                    .build();
            if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                return;
            }
        } catch (IOException | IllegalStateException e) {
            // No answer is no readiness.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        reds.add(new Red(Math.max(began, System.nanoTime()), node));
    }

    private void weigh() {
        for (Node node : system.settings().nodes()) {
            system.process(node).ifPresent(process -> largest.merge(node, Resident.megabytes(process), Math::max));
        }
    }
}
