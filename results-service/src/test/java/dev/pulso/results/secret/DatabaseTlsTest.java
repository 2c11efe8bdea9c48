package dev.pulso.results.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTlsTest {
    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    @Test
    void shouldCheckTheServerWhenItKnowsWhoSignsItsCertificate(@TempDir Path folder) throws IOException {
        String file =
                Files.writeString(folder.resolve("ca.pem"), "certificates").toString();

        SmallRyeConfig config = config(Map.of("PULSO_DB_CA_FILE", file));
        assertThat(config.getRawValue(JDBC + "sslmode")).isEqualTo("verify-full");
        assertThat(config.getRawValue(JDBC + "sslrootcert")).isEqualTo(file);
        assertThat(config(Map.of("PULSO_DB_SSL_MODE", "require")).getRawValue(JDBC + "sslmode"))
                .isEqualTo("require");
        assertThat(config(Map.of("PULSO_DB_SSL_MODE", "")).getRawValue(JDBC + "sslmode"))
                .isNull();

        assertThatThrownBy(() -> config(Map.of("PULSO_DB_CA_FILE", file, "PULSO_DB_SSL_MODE", "require")))
                .hasMessageContaining("looks at no certificate");
        assertThatThrownBy(() -> config(Map.of("PULSO_DB_CA_FILE", "/nowhere")))
                .hasMessageContaining("PULSO_DB_CA_FILE");
        assertThatThrownBy(() -> config(Map.of("PULSO_DB_SSL_MODE", "verify")))
                .hasMessageContaining("PULSO_DB_SSL_MODE is none of");
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(environment, "environment", 300))
                .withSources(new DatabaseTls())
                .build();
    }
}
