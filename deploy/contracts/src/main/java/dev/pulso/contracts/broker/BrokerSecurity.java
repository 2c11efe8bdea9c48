package dev.pulso.contracts.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers must prove to us and we to them. Every service and tool reads the same settings, as environment
 * variables ({@code PULSO_KAFKA_CA_FILE}) or properties ({@code pulso.kafka.ca.file}):
 *
 * <ul>
 *   <li>{@code pulso.kafka.security.protocol}: {@code PLAINTEXT} (default), {@code SSL}, {@code SASL_PLAINTEXT},
 *       {@code SASL_SSL}
 *   <li>{@code pulso.kafka.ca.file}: PEM certificates that sign the brokers'; without it those the JVM trusts
 *   <li>{@code pulso.kafka.keystore.file}: PEM file with our private key and certificate chain, where brokers ask for
 *       one (mutual TLS)
 *   <li>{@code pulso.kafka.sasl.mechanism}: {@code SCRAM-SHA-512} (default), {@code SCRAM-SHA-256}, {@code PLAIN}
 *   <li>{@code pulso.kafka.username} and {@code pulso.kafka.password.file} or {@code pulso.kafka.password}
 * </ul>
 *
 * Files are read once, at start: who changes a certificate or a password restarts the service.
 */
public final class BrokerSecurity {
    /** What stands before the names of all settings here. */
    public static final String PREFIX = "pulso.kafka.";

    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");

    private final Function<String, @Nullable String> settings;

    private BrokerSecurity(Function<String, @Nullable String> settings) {
        this.settings = settings;
    }

    /**
     * @param settings value of a property such as {@code pulso.kafka.ca.file}, null or blank if it is not set
     * @return properties for any Kafka client; empty for brokers that talk to everybody in the clear
     * @throws IllegalArgumentException naming the setting that is unknown, missing or unreadable; never its value if
     *     that is a secret
     */
    public static Map<String, String> clientProperties(Function<String, @Nullable String> settings) {
        return new BrokerSecurity(settings).properties();
    }

    /** The same from environment variables, for programs without a configuration library. */
    public static Map<String, String> ofEnvironment(Map<String, String> environment) {
        return clientProperties(name -> environment.get(variable(name)));
    }

    private Map<String, String> properties() {
        String protocol = oneOf("security.protocol", PROTOCOLS);
        Map<String, String> properties = new LinkedHashMap<>();
        if (protocol.equals("PLAINTEXT")) {
            refuseLeftOver(protocol, "ca.file", "keystore.file", "username", "password", "password.file");
            return properties;
        }
        properties.put("security.protocol", protocol);
        if (protocol.endsWith("SSL")) {
            addTls(properties);
        } else {
            refuseLeftOver(protocol, "ca.file", "keystore.file");
        }
        if (protocol.startsWith("SASL")) {
            addSasl(properties);
        } else {
            refuseLeftOver(protocol, "username", "password", "password.file");
        }
        return properties;
    }

    private void addTls(Map<String, String> properties) {
        String authorities = value("ca.file");
        if (authorities != null) {
            properties.put("ssl.truststore.type", "PEM");
            // By value rather than by place: Spark's executors need no copy of the file then.
            properties.put("ssl.truststore.certificates", pem("ca.file", authorities, "CERTIFICATE"));
        }
        String keystore = value("keystore.file");
        if (keystore != null) {
            pem("keystore.file", keystore, "PRIVATE KEY");
            properties.put("ssl.keystore.type", "PEM");
            properties.put("ssl.keystore.location", keystore);
        }
    }

    private void addSasl(Map<String, String> properties) {
        String mechanism = oneOf("sasl.mechanism", MECHANISMS);
        String user = required("username");
        String file = value("password.file");
        String password = file == null
                ? required("password")
                : read("password.file", file).stripTrailing();
        if (password.isEmpty()) {
            throw new IllegalArgumentException(shown("password.file") + " names an empty file");
        }
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        properties.put("sasl.mechanism", mechanism);
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=%s password=%s;"
                        .formatted(module, quoted(user), quoted(password)));
    }

    /** A certificate that nobody looks at is a belief in a protection that is not there. */
    private void refuseLeftOver(String protocol, String... names) {
        for (String name : names) {
            if (value(name) != null) {
                throw new IllegalArgumentException("%s is set, but %s is %s, which does not use it"
                        .formatted(shown(name), shown("security.protocol"), protocol));
            }
        }
    }

    private String oneOf(String name, List<String> known) {
        String value = value(name);
        if (value == null) {
            return known.get(0);
        }
        String upper = value.toUpperCase(Locale.ROOT);
        if (!known.contains(upper)) {
            throw new IllegalArgumentException(shown(name) + " is none of " + String.join(", ", known));
        }
        return upper;
    }

    private String required(String name) {
        String value = value(name);
        if (value == null) {
            throw new IllegalArgumentException(shown(name) + " is missing");
        }
        return value;
    }

    private @Nullable String value(String name) {
        String value = settings.apply(PREFIX + name);
        return value == null || value.isBlank() ? null : value;
    }

    private static String pem(String name, String file, String content) {
        String text = read(name, file);
        if (!text.contains(content + "-----")) {
            throw new IllegalArgumentException(shown(name) + " holds no PEM of a " + content + ": " + file);
        }
        return text;
    }

    private static String read(String name, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(shown(name) + " names a file that cannot be read: " + file, e);
        }
    }

    /** As the grammar of JAAS wants it. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String shown(String name) {
        return variable(PREFIX + name);
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
