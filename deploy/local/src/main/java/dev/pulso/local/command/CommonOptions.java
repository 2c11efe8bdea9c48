package dev.pulso.local.command;

import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunState;
import dev.pulso.local.run.StartFailedException;
import dev.pulso.local.settings.Settings;
import dev.pulso.local.settings.SettingsReader;
import dev.pulso.local.settings.Topology;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options every command has. */
final class CommonOptions {
    @Option(names = "--data", paramLabel = "FOLDER", description = "Where everything is kept (.pulso).")
    private @Nullable String data;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, such as kafka.port=19092 or processor.memory=1500 (MB).")
    private Map<String, String> set = new HashMap<>();

    @Option(names = "--port-base", paramLabel = "PORT", description = "Moves all ports: the page gets this one.")
    private @Nullable Integer portBase;

    @Option(names = "--free-ports", description = "Takes any free ports.")
    private boolean freePorts;

    @Option(
            names = "--cluster",
            description =
                    "Three Kafka brokers, a Spark cluster, two of each service that scales out; in .pulso-cluster.")
    private boolean cluster;

    @Option(
            names = "--secure",
            description =
                    "TLS and passwords for Kafka and PostgreSQL, keys for every caller. Needs a data folder of its own.")
    private boolean secure;

    /** The settings as given for a new run. */
    Settings settings() {
        Map<String, String> flags = new HashMap<>(set);
        if (data != null) {
            flags.put("data", data);
        }
        if (portBase != null) {
            flags.put("ports.base", portBase.toString());
        }
        if (secure) {
            flags.put("secure", "true");
        }
        if (freePorts) {
            flags.put("ports.free", "true");
        }
        Path root =
                Path.of(System.getProperty("pulso.root", ".")).toAbsolutePath().normalize();
        return new SettingsReader(root, cluster ? Topology.CLUSTER : Topology.SINGLE, System.getenv(), flags).read();
    }

    /**
     * The settings with the nodes and ports of the Pulso that runs there.
     *
     * @throws StartFailedException if none runs
     */
    Settings runningSettings() {
        Settings settings = settings();
        RunState state = new RunFolder(settings)
                .running()
                .orElseThrow(() -> new StartFailedException("Pulso does not run. Start it with: deploy/pulso up"));
        return state.in(settings);
    }
}
