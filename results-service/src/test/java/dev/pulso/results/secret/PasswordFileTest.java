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

class PasswordFileTest {
    @Test
    void shouldTakeThePasswordFromTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from the file\n");

        assertThat(password(Map.of("PULSO_DB_PASSWORD_FILE", file.toString()))).isEqualTo("from the file");
    }

    @Test
    void shouldLeaveThePasswordAloneWithoutAFile() {
        assertThat(password(Map.of())).isEqualTo("from the properties");
        assertThat(password(Map.of("PULSO_DB_PASSWORD_FILE", ""))).isEqualTo("from the properties");
    }

    @Test
    void shouldNotStartWithAFileThatCannotBeRead() {
        assertThatThrownBy(() -> password(Map.of("PULSO_DB_PASSWORD_FILE", "/nowhere/at/all")))
                .hasMessageContaining("PULSO_DB_PASSWORD_FILE");
    }

    private static String password(Map<String, String> environment) {
        Map<String, String> properties = Map.of("quarkus.datasource.password", "from the properties");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "application.properties", 250))
                .withSources(new PropertiesConfigSource(environment, "environment", 300))
                .withSources(new PasswordFile())
                .build();
        return config.getRawValue("quarkus.datasource.password");
    }
}
