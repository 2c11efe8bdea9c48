package dev.pulso.local.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a local Pulso lives and what it may use.
 *
 * @param root the repository
 * @param data everything that is kept: {@code .pulso} in the repository by default
 * @param ports by node, on loopback; its keys are all that runs
 * @param memory largest heap by part, megabytes
 * @param secure whether connections are encrypted and every caller needs a key
 */
public record Settings(Path root, Path data, Map<Node, Integer> ports, Map<Part, Integer> memory, boolean secure) {
    public Settings {
        ports = Map.copyOf(ports);
        memory = Map.copyOf(memory);
    }

    /** The same place with other ports. */
    public Settings withPorts(Map<Node, Integer> newPorts) {
        return new Settings(root, data, newPorts, memory, secure);
    }

    /** The same place, open or protected. */
    public Settings withSecure(boolean newSecure) {
        return new Settings(root, data, ports, memory, newSecure);
    }

    /** Where secrets are kept. */
    public Path secrets() {
        return data.resolve("secrets");
    }

    /** The file with the key that opens every service of a secure Pulso. */
    public Path adminKey() {
        return secrets().resolve("admin-key");
    }

    /** All that runs, in the order of the parts. */
    public List<Node> nodes() {
        return ports.keySet().stream().sorted().toList();
    }

    /** The replicas of a part; none if it does not run on its own. */
    public List<Node> nodes(Part part) {
        return nodes().stream().filter(node -> node.part() == part).toList();
    }

    /** Port of the first replica. */
    public int port(Part part) {
        return port(new Node(part, 0));
    }

    public int port(Node node) {
        return get(ports, node, node.title());
    }

    public int memory(Part part) {
        return get(memory, part, part.title());
    }

    /** {@code http://127.0.0.1:<port>} of the first replica. */
    public String url(Part part) {
        return url(new Node(part, 0));
    }

    /** {@code http://127.0.0.1:<port>}. */
    public String url(Node node) {
        return "http://127.0.0.1:" + port(node);
    }

    /** Kafka's bootstrap servers. */
    public String bootstrapServers() {
        return nodes(Part.KAFKA).stream().map(node -> "127.0.0.1:" + port(node)).collect(Collectors.joining(","));
    }

    public Path log(Node node) {
        return data.resolve("logs").resolve(node.title() + ".log");
    }

    public Path runFolder() {
        return data.resolve("run");
    }

    private static <K> int get(Map<K, Integer> values, K key, String title) {
        Integer value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no setting for " + title);
        }
        return value;
    }
}
