package dev.pulso.results.secret;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The database's password from the file that {@code PULSO_DB_PASSWORD_FILE} names, as containers and Kubernetes hand
 * secrets over. Stands above {@code PULSO_DB_PASSWORD}.
 */
public final class PasswordFile implements ConfigSourceFactory {
    private static final String FILE = "PULSO_DB_PASSWORD_FILE";
    private static final String PASSWORD = "quarkus.datasource.password";
    /** Above application.properties (250), below the environment (300). */
    private static final int ORDINAL = 290;

    /** @throws IllegalStateException if the file cannot be read */
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String file = context.getValue(FILE).getValue();
        if (file == null || file.isBlank()) {
            return List.of();
        }
        try {
            // An editor's newline at the end is no part of it.
            String password = Files.readString(Path.of(file)).stripTrailing();
            return List.of(new PropertiesConfigSource(Map.of(PASSWORD, password), FILE, ORDINAL));
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " names a file that cannot be read: " + file, e);
        }
    }
}
