package dev.pulso.bench.faults;

import dev.pulso.bench.network.FaultyNetwork;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.SystemOptions;
import dev.pulso.embedded.FreePort;
import dev.pulso.local.settings.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts what rows need, or says why it cannot. */
final class Stages {
    private final Path root;
    private final Path work;
    private final boolean cluster;
    private final @Nullable Path earlier;
    private final @Nullable Path running;

    /**
     * @param root the repository
     * @param work folder for the data of the systems
     * @param cluster whether the large stage is wanted
     * @param earlier root of a built tree of an earlier version, if there is one
     * @param running data folder of a Pulso that runs already and may be harmed, if there is one
     */
    Stages(Path root, Path work, boolean cluster, @Nullable Path earlier, @Nullable Path running) {
        this.root = root;
        this.work = work;
        this.cluster = cluster;
        this.earlier = earlier;
        this.running = running;
    }

    /** What keeps a stage from being started here. */
    Optional<String> missing(Stage stage) {
        return switch (stage) {
            case PLAIN, NETWORK -> Optional.empty();
            case DISKS -> SmallDisks.missing();
            case CLOCKS -> SkewedClocks.missing();
            case CLUSTER -> cluster ? Optional.empty() : Optional.of("needs --cluster (4 GB)");
            case EARLIER_DATA ->
                earlier == null
                        ? Optional.of("needs --earlier, a built tree of an earlier version")
                        : Optional.empty();
        };
    }

    RunningStage start(Stage stage) throws IOException {
        Path data = Files.createDirectories(work).resolve(stage.name().toLowerCase(java.util.Locale.ROOT));
        SystemOptions options = SystemOptions.single(root, data);
        if (stage == Stage.PLAIN && running != null) {
            SystemOptions attached = SystemOptions.single(root, running.toAbsolutePath());
            return new RunningStage(stage, RunningSystem.attach(attached), null, () -> {});
        }
        return switch (stage) {
            case PLAIN -> new RunningStage(stage, RunningSystem.start(options), null, () -> {});
            case NETWORK -> startNetwork(options);
            case DISKS -> SmallDisks.start(options);
            case CLOCKS -> SkewedClocks.start(options);
            case CLUSTER ->
                new RunningStage(stage, RunningSystem.start(options.with(Topology.CLUSTER)), null, () -> {});
            case EARLIER_DATA -> Upgrade.start(options, Objects.requireNonNull(earlier).toAbsolutePath());
        };
    }

    private static RunningStage startNetwork(SystemOptions options) {
        int kafka = FreePort.any();
        int postgres = FreePort.any();
        FaultyNetwork network = new FaultyNetwork(kafka, postgres);
        try {
            RunningSystem system = RunningSystem.start(options.with(
                    List.of("--free-ports", "--set", "kafka.port=" + kafka, "--set", "postgres.port=" + postgres),
                    network.environment()));
            network.tellServicesApart(system::process);
            return new RunningStage(Stage.NETWORK, system, network, () -> {});
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }
}
