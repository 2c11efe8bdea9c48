package dev.pulso.local.run;

import dev.pulso.local.settings.Node;
import java.util.concurrent.CompletableFuture;

/** One node that can be started, watched and stopped. */
interface Unit {
    Node node();

    /**
     * Starts it and waits until it is ready to serve.
     *
     * @throws RuntimeException if it ends or is not ready in time
     */
    void start();

    /** Stops it in order; does nothing if it does not run. */
    void stop();

    /** Its main process while it runs. */
    ProcessHandle process();

    /** Completes when the main process ends, for whatever reason. */
    default CompletableFuture<ProcessHandle> onExit() {
        return process().onExit();
    }
}
