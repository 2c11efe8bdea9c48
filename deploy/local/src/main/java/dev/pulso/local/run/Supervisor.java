package dev.pulso.local.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Starts a node again when it dies, after a pause that doubles with each death in a row. */
final class Supervisor {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Whoever lived this long has recovered: the next death starts with the shortest pause. */
    private static final Duration RECOVERED = Duration.ofSeconds(60);

    private final Unit unit;
    private final Console console;
    private final Executor executor;
    private final Runnable onChange;
    private volatile boolean stopping;
    private Duration pause = FIRST_PAUSE;

    Supervisor(Unit unit, Console console, Executor executor, Runnable onChange) {
        this.unit = unit;
        this.console = console;
        this.executor = executor;
        this.onChange = onChange;
    }

    void watch() {
        long since = System.nanoTime();
        CompletableFuture<Void> watched = unit.onExit().thenAcceptAsync(ended -> restart(since), executor);
        watched.exceptionally(failure -> {
            console.say(unit.node(), "is no longer watched: " + failure.getMessage());
            return null;
        });
    }

    /** From now on a death is no reason to start again. */
    void release() {
        stopping = true;
    }

    void stop() {
        release();
        unit.stop();
    }

    private void restart(long since) {
        if (System.nanoTime() - since > RECOVERED.toNanos()) {
            pause = FIRST_PAUSE;
        }
        while (!stopping) {
            console.say(unit.node(), "has died, starting it again in " + pause.toSeconds() + " s");
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                if (stopping) {
                    return;
                }
                unit.start();
                console.say(unit.node(), "is back");
                onChange.run();
                watch();
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                console.say(unit.node(), String.valueOf(e.getMessage()));
            }
        }
    }
}
