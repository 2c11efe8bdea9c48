package dev.pulso.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.access.Caller;
import dev.pulso.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Caller ANA = new Caller("ana.b,c", Set.of(Role.READ, Role.WRITE), null);

    @TempDir
    Path folder;

    @Test
    void shouldKnowOnAnyReplicaWhoLoggedIn() throws IOException {
        Optional<Path> secret = secret("one");
        String cookie = at(NOW, secret).issue(ANA);

        assertThat(at(NOW.plusSeconds(3599), secret).read(cookie)).isEqualTo(ANA);
        assertThat(at(NOW.plusSeconds(3600), secret).read(cookie)).isNull();
        assertThat(at(NOW, secret("two")).read(cookie)).isNull();
        assertThat(at(NOW, Optional.empty()).read(cookie)).isNull();
    }

    @Test
    void shouldRefuseWhatWasChanged() throws IOException {
        Sessions sessions = at(NOW, secret("one"));
        String cookie = sessions.issue(ANA);
        String[] parts = cookie.split("\\.");

        for (int i = 0; i < cookie.length() - 1; i++) {
            char other = cookie.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(sessions.read(cookie.substring(0, i) + other + cookie.substring(i + 1)))
                    .as("character %d", i)
                    .isNull();
        }
        assertThat(sessions.read(parts[0] + ".admin." + parts[2] + "." + parts[3]))
                .isNull();
        assertThat(sessions.read("")).isNull();
        assertThat(sessions.read("...")).isNull();
        assertThat(sessions.read("a.b.c.d.e")).isNull();
    }

    @Test
    void shouldNotStartWithASecretThatIsNone() throws IOException {
        Path shorter = Files.writeString(folder.resolve("short"), "guessable\n");

        assertThatThrownBy(() -> at(NOW, Optional.of(shorter))).hasMessageContaining("pulso.login.secret-file");
        assertThatThrownBy(() -> at(NOW, Optional.of(folder.resolve("nowhere"))))
                .hasMessageContaining("pulso.login.secret-file");
    }

    private Optional<Path> secret(String name) throws IOException {
        return Optional.of(Files.writeString(folder.resolve(name), name.repeat(12)));
    }

    private static Sessions at(Instant now, Optional<Path> secret) {
        return new Sessions(secret, Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
    }
}
