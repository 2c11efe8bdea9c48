package dev.pulso.bench.faults;

import dev.pulso.bench.network.FaultyNetwork;
import dev.pulso.bench.system.RunningSystem;
import org.jspecify.annotations.Nullable;

/**
 * A stage with everything running.
 *
 * @param network what stands between the parts; null where nothing does
 */
record RunningStage(
        Stage stage, RunningSystem system, @Nullable FaultyNetwork network, Runnable afterwards)
        implements AutoCloseable {
    @Override
    public void close() {
        system.close();
        if (network != null) {
            network.close();
        }
        afterwards.run();
    }
}
