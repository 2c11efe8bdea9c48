package dev.pulso.local.settings;

import dev.pulso.embedded.FreePort;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads settings. What comes first wins: {@code --set key=value}, the environment ({@code kafka.port} is
 * {@code PULSO_KAFKA_PORT}), {@code pulso.properties} in the data folder, the default.
 */
public final class SettingsReader {
    private static final String FILE = "pulso.properties";
    /** Offset of Kafka and PostgreSQL from a port base, behind the services. */
    private static final int SERVERS_OFFSET = 10;
    /** Distance of the ports of two replicas. */
    private static final int REPLICA_OFFSET = 100;

    private final Path root;
    private final Topology topology;
    private final Map<String, String> environment;
    private final Map<String, String> flags;

    public SettingsReader(Path root, Topology topology, Map<String, String> environment, Map<String, String> flags) {
        this.root = root;
        this.topology = topology;
        this.environment = Map.copyOf(environment);
        this.flags = Map.copyOf(flags);
    }

    /** @throws InvalidSettingException if a key is unknown or a value is out of range */
    public Settings read() {
        Path data = dataFolder();
        Map<String, String> values = new HashMap<>(file(data));
        for (String key : knownKeys()) {
            String fromEnvironment = environment.get(environmentName(key));
            if (fromEnvironment != null && !fromEnvironment.isBlank()) {
                values.put(key, fromEnvironment);
            }
        }
        values.putAll(flags);
        values.remove("data");
        refuseUnknown(values.keySet());
        Map<Node, Integer> ports = ports(values);
        Map<Part, Integer> memory = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            memory.put(part, number(values, part.memoryKey(), part.defaultMemory(), 0, 65_536));
        }
        return new Settings(root, data, ports, memory, Boolean.parseBoolean(values.getOrDefault("secure", "false")));
    }

    private Path dataFolder() {
        String data = flags.getOrDefault("data", environment.getOrDefault("PULSO_DATA_DIR", topology.dataFolder()));
        return root.resolve(data).toAbsolutePath().normalize();
    }

    private Map<Node, Integer> ports(Map<String, String> values) {
        boolean free = Boolean.parseBoolean(values.getOrDefault("ports.free", "false"));
        int base = number(values, "ports.base", 0, 0, 65_000);
        Map<Node, Integer> ports = new TreeMap<>();
        for (Node node : topology.nodes()) {
            Part part = node.part();
            int first = base > 0 ? base + offset(part) : part.defaultPort();
            int port = number(values, part.portKey(), first, 1, 65_535) + node.replica() * REPLICA_OFFSET;
            boolean given = values.containsKey(part.portKey());
            ports.put(node, free && !given ? freePort(new HashSet<>(ports.values())) : port);
        }
        refuseShared(ports);
        return ports;
    }

    private static int offset(Part part) {
        return switch (part) {
            case KAFKA -> SERVERS_OFFSET;
            case POSTGRES -> SERVERS_OFFSET + 1;
            case SPARK_MASTER -> SERVERS_OFFSET + 2;
            case SPARK_WORKER -> SERVERS_OFFSET + 3;
            case INGEST, EXTRACTOR, RESULTS, PROCESSOR, DASHBOARD -> part.defaultPort() - Part.DASHBOARD.defaultPort();
        };
    }

    private static int freePort(Set<Integer> taken) {
        int port = FreePort.any();
        while (taken.contains(port)) {
            port = FreePort.any();
        }
        return port;
    }

    private static void refuseShared(Map<Node, Integer> ports) {
        Map<Integer, Node> seen = new HashMap<>();
        ports.forEach((node, port) -> {
            Node other = seen.put(port, node);
            if (other != null) {
                throw new InvalidSettingException(nameOf(other) + " and " + nameOf(node) + " are both " + port);
            }
        });
    }

    private static String nameOf(Node node) {
        return node.replica() == 0 ? node.part().portKey() : "the port of " + node.title();
    }

    private static int number(Map<String, String> values, String key, int fallback, int min, int max) {
        String text = values.get(key);
        if (text == null) {
            return fallback;
        }
        if (text.matches("\\d{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw new InvalidSettingException(key + " is '" + text + "', not a number from " + min + " to " + max);
    }

    private static void refuseUnknown(Set<String> keys) {
        for (String key : keys) {
            if (!knownKeys().contains(key)) {
                throw new InvalidSettingException("unknown setting '" + key + "'; known are "
                        + String.join(", ", knownKeys().stream().sorted().toList()));
            }
        }
    }

    private static Set<String> knownKeys() {
        Set<String> keys = new HashSet<>(Set.of("ports.free", "ports.base", "secure"));
        for (Part part : Part.values()) {
            keys.add(part.portKey());
            keys.add(part.memoryKey());
        }
        keys.remove(Part.POSTGRES.memoryKey());
        return keys;
    }

    private static String environmentName(String key) {
        return "PULSO_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Map<String, String> file(Path data) {
        Path file = data.resolve(FILE);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
