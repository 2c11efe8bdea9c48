package dev.pulso.results.secret;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to the database is protected: {@code PULSO_DB_SSL_MODE} is one of PostgreSQL's modes, and
 * {@code PULSO_DB_CA_FILE} the PEM file of the certificates the server's must be signed with. With such a file the mode
 * is {@code verify-full} unless another is named.
 */
public final class DatabaseTls implements ConfigSourceFactory {
    private static final String MODE = "PULSO_DB_SSL_MODE";
    private static final String AUTHORITIES = "PULSO_DB_CA_FILE";
    private static final List<String> MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";
    /** Above application.properties (250), below the environment (300). */
    private static final int ORDINAL = 290;

    /** @throws IllegalStateException naming the setting that cannot be */
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String authorities = value(context, AUTHORITIES);
        String mode = value(context, MODE);
        if (mode == null) {
            if (authorities == null) {
                return List.of();
            }
            mode = "verify-full";
        }
        if (!MODES.contains(mode)) {
            throw new IllegalStateException(MODE + " is none of " + String.join(", ", MODES));
        }
        Map<String, String> jdbc = new LinkedHashMap<>();
        jdbc.put(JDBC + "sslmode", mode);
        if (authorities != null) {
            if (!mode.startsWith("verify")) {
                throw new IllegalStateException(
                        AUTHORITIES + " is set, but " + MODE + " is " + mode + ", which looks at no certificate");
            }
            if (!Files.isReadable(Path.of(authorities))) {
                throw new IllegalStateException(AUTHORITIES + " names a file that cannot be read: " + authorities);
            }
            jdbc.put(JDBC + "sslrootcert", authorities);
        }
        return List.of(new PropertiesConfigSource(jdbc, MODE, ORDINAL));
    }

    private static @Nullable String value(ConfigSourceContext context, String name) {
        String value = context.getValue(name).getValue();
        return value == null || value.isBlank() ? null : value;
    }
}
