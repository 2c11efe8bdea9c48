package dev.pulso.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import dev.pulso.local.settings.SettingsReader;
import dev.pulso.local.settings.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path root;

    @Test
    void shouldStopWhatAKilledLauncherLeftAndNothingElse() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "60").start();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            RunFolder folder = new RunFolder(settings());
            Files.createDirectories(settings().runFolder());
            RunState.Identity dead = new RunState.Identity(orphan.pid(), Instant.EPOCH);
            folder.write(new RunState(
                    dead,
                    false,
                    true,
                    List.of(),
                    List.of(
                            new RunState.Child(new Node(Part.KAFKA, 0), RunState.Identity.of(orphan.toHandle())),
                            new RunState.Child(
                                    new Node(Part.INGEST, 0),
                                    new RunState.Identity(stranger.pid(), Instant.ofEpochSecond(1))))));
            assertThat(folder.running()).isEmpty();
            assertThat(folder.last()).isPresent();
            StringWriter out = new StringWriter();

            RunSession.begin(folder, new Console(new PrintWriter(out))).close();

            assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(out.toString()).contains("kafka").contains("left over");
            assertThat(folder.last()).isEmpty();
        } finally {
            orphan.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void shouldMakeSecretsOnceForTheirOwnerOnly() throws IOException {
        String password = new Secrets(settings()).databasePassword();

        assertThat(new Secrets(settings()).databasePassword())
                .isEqualTo(password)
                .hasSize(64);
        Path file = settings().data().resolve("secrets/db-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private Settings settings() {
        return new SettingsReader(root, Topology.SINGLE, Map.of(), Map.of()).read();
    }
}
