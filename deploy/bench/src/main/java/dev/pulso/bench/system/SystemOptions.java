package dev.pulso.bench.system;

import dev.pulso.local.settings.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a Pulso.
 *
 * @param root the repository whose build is started
 * @param data its data folder
 * @param arguments further arguments of {@code deploy/pulso up}
 * @param environment further environment of the launcher and of all it starts
 */
public record SystemOptions(
        Path root, Path data, Topology topology, List<String> arguments, Map<String, String> environment) {
    public SystemOptions {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** One of each part on free ports. */
    public static SystemOptions single(Path root, Path data) {
        return new SystemOptions(root, data, Topology.SINGLE, List.of("--free-ports"), Map.of());
    }

    public SystemOptions with(Topology newTopology) {
        return new SystemOptions(root, data, newTopology, arguments, environment);
    }

    public SystemOptions with(List<String> newArguments, Map<String, String> newEnvironment) {
        return new SystemOptions(root, data, topology, newArguments, newEnvironment);
    }
}
