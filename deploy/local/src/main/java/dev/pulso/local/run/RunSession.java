package dev.pulso.local.run;

import dev.pulso.local.settings.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.util.List;

/** The right to be the only launcher of a data folder. */
public final class RunSession implements AutoCloseable {
    private final FileLock lock;

    private RunSession(FileLock lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock and stops what a killed predecessor left running.
     *
     * @throws StartFailedException if another launcher runs
     */
    public static RunSession begin(RunFolder folder, Console console) {
        RunSession session = new RunSession(folder.lock());
        folder.last().ifPresent(state -> {
            List<Node> orphans = Orphans.stop(state);
            orphans.forEach(node -> console.say(node, "was left over from a run that was killed, stopped it"));
            folder.clear();
        });
        return session;
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock", e);
        }
    }
}
