package dev.pulso.local.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a local Pulso lives and what it may use.
 *
 * @param root the repository
 * @param data everything that is kept: {@code .pulso} in the repository by default
 * @param ports by part, on loopback
 * @param memory largest heap by part, megabytes
 */
public record Settings(Path root, Path data, Map<Part, Integer> ports, Map<Part, Integer> memory) {
    public Settings {
        ports = Map.copyOf(ports);
        memory = Map.copyOf(memory);
    }

    /** The same place with other ports. */
    public Settings withPorts(Map<Part, Integer> newPorts) {
        return new Settings(root, data, newPorts, memory);
    }

    public int port(Part part) {
        return get(ports, part);
    }

    public int memory(Part part) {
        return get(memory, part);
    }

    /** {@code http://127.0.0.1:<port>} of a part. */
    public String url(Part part) {
        return "http://127.0.0.1:" + port(part);
    }

    public Path log(Part part) {
        return data.resolve("logs").resolve(part.title() + ".log");
    }

    public Path runFolder() {
        return data.resolve("run");
    }

    private static int get(Map<Part, Integer> values, Part part) {
        Integer value = values.get(part);
        if (value == null) {
            throw new IllegalStateException("no setting for " + part.title());
        }
        return value;
    }
}
