package dev.pulso.results.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that send; they end when there is nothing to send. */
@ApplicationScoped
class DeliveryThreads {
    private static final int MOST = 16;

    private final AtomicInteger busy = new AtomicInteger();
    private final ThreadPoolExecutor executor;

    DeliveryThreads() {
        executor = new ThreadPoolExecutor(
                MOST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST), task -> new Thread(task, "webhook"));
        executor.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    int free() {
        return MOST - busy.get();
    }

    void run(Runnable task) {
        busy.incrementAndGet();
        executor.execute(() -> {
            try {
                task.run();
            } finally {
                busy.decrementAndGet();
            }
        });
    }
}
