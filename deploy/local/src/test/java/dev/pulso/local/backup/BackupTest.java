package dev.pulso.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.local.run.StartFailedException;
import dev.pulso.local.settings.Settings;
import dev.pulso.local.settings.SettingsReader;
import dev.pulso.local.settings.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void data() throws IOException {
        file = folder.resolve("out/pulso.tar.gz");
        write("data/postgres/data/PG_VERSION", "17");
        write("data/kafka/data/log", "records");
        write("data/logs/results-service.log", "lines");
        write("data/run/state.json", "{}");
        Files.setPosixFilePermissions(
                folder.resolve("data/postgres/data"), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void shouldBringBackEverythingButWhatARunLeaves() throws IOException {
        assertThat(backup("data").write(file)).isPositive();

        backup("other").restoreAll(file);

        assertThat(folder.resolve("other/kafka/data/log")).hasContent("records");
        assertThat(folder.resolve("other/logs")).doesNotExist();
        assertThat(folder.resolve("other/run")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("other/postgres/data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldReplaceTheDatabaseAloneAndHaveTheTopicsReadAgain() throws IOException {
        backup("data").write(file);
        write("data/postgres/data/spoilt", "");
        write("data/kafka/data/log", "more records");

        backup("data").restoreDatabase(file);

        assertThat(folder.resolve("data/postgres/data/spoilt")).doesNotExist();
        assertThat(folder.resolve("data/postgres/data/PG_VERSION")).hasContent("17");
        assertThat(folder.resolve("data/kafka/data/log")).hasContent("more records");
        assertThat(folder.resolve("data/rewind")).exists();
    }

    @Test
    void shouldTouchNothingWhenItCannotBeRight() throws IOException {
        Path foreign = write("foreign.tar.gz", "no tar");

        assertThatThrownBy(() -> backup("nowhere").write(file)).isInstanceOf(StartFailedException.class);
        assertThatThrownBy(() -> backup("data").write(folder.resolve("data/inside.tar.gz")))
                .hasMessageContaining("inside");
        assertThatThrownBy(() -> backup("data").restoreDatabase(foreign)).isInstanceOf(StartFailedException.class);
        assertThat(folder.resolve("data/postgres/data/PG_VERSION")).exists();
        backup("data").write(file);
        assertThatThrownBy(() -> backup("data").restoreAll(file)).hasMessageContaining("not empty");
    }

    private Backup backup(String data) {
        Settings settings = new SettingsReader(folder, Topology.SINGLE, Map.of(), Map.of("data", data)).read();
        return new Backup(settings);
    }

    private Path write(String name, String content) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        return Files.writeString(target, content);
    }
}
