package dev.pulso.local.run;

import dev.pulso.local.settings.Node;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Children that outlived a launcher which was killed. */
public final class Orphans {
    private static final int STOP_SECONDS = 15;
    /** What its launcher has stopped is seen until init has taken note of its end. */
    private static final int REAP_SECONDS = 3;

    private Orphans() {}

    /**
     * Stops what is left of a run.
     *
     * @return the nodes that had to be stopped
     */
    public static List<Node> stop(RunState state) {
        awaitReaped(state);
        List<RunState.Child> alive = state.children().stream()
                .filter(child -> child.identity().find().isPresent())
                .toList();
        alive.forEach(child -> child.identity().find().ifPresent(ProcessHandle::destroy));
        alive.forEach(child -> child.identity().find().ifPresent(Orphans::awaitEnd));
        return alive.stream().map(RunState.Child::node).toList();
    }

    /** Once for all of them: after the launcher was killed they all stay. */
    private static void awaitReaped(RunState state) {
        CompletableFuture.allOf(state.children().stream()
                        .flatMap(child -> child.identity().find().stream())
                        .map(ProcessHandle::onExit)
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, REAP_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
