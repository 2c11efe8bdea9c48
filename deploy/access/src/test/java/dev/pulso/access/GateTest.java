package dev.pulso.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    @TempDir
    Path folder;

    @Test
    void shouldHaveDefaults() {
        AccessConfig config = Settings.of(AccessConfig.class, Map.of());
        assertThat(config.keysFile()).isEmpty();
        assertThat(config.open()).isFalse();
        assertThat(config.issuer()).isEmpty();
        assertThat(config.issuerKeys()).isEmpty();
        assertThat(config.audience()).isEqualTo("pulso");
        assertThat(config.rolesClaim()).isEqualTo("groups");
        assertThat(config.rolePrefix()).isEqualTo("pulso-");
        assertThat(config.tokenEventsPerSecond()).isZero();
        assertThat(config.tokenBurst()).isZero();
    }

    @Test
    void shouldReadEverySetting() {
        AccessConfig config = config("/run/secrets/keys.json", true);
        assertThat(config.keysFile()).contains(Path.of("/run/secrets/keys.json"));
        assertThat(config.open()).isTrue();
        AccessConfig tokens = Settings.of(
                AccessConfig.class,
                Map.of(
                        "pulso.access.issuer", "https://a",
                        "pulso.access.issuer-keys", "https://b",
                        "pulso.access.audience", "c",
                        "pulso.access.roles-claim", "d",
                        "pulso.access.role-prefix", "e",
                        "pulso.access.token-events-per-second", "1",
                        "pulso.access.token-burst", "2"));
        assertThat(tokens.issuer()).contains(URI.create("https://a"));
        assertThat(tokens.issuerKeys()).contains(URI.create("https://b"));
        assertThat(tokens.audience()).isEqualTo("c");
        assertThat(tokens.rolesClaim()).isEqualTo("d");
        assertThat(tokens.rolePrefix()).isEqualTo("e");
        assertThat(tokens.tokenEventsPerSecond()).isEqualTo(1);
        assertThat(tokens.tokenBurst()).isEqualTo(2);
    }

    @Test
    void shouldNotListenBeyondThisMachineWithoutKeys() throws Exception {
        AccessConfig none = Settings.of(AccessConfig.class, Map.of());
        assertThat(new Gate(none, "127.0.0.1").admit(null, null, Role.ADMIN)).isNull();
        assertThatThrownBy(() -> new Gate(none, "0.0.0.0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PULSO_KEYS_FILE");
        AccessConfig open = Settings.of(AccessConfig.class, Map.of("pulso.access.open", "true"));
        assertThat(new Gate(open, "0.0.0.0").admit(null, null, Role.ADMIN)).isNull();
        Path file = keys("[" + Keys.entry("a", "secret", "write") + "]");
        Gate closed = new Gate(config(file.toString(), false), "0.0.0.0");
        assertThat(closed.admit("Bearer secret", null, Role.WRITE).name()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[{}]",
                "[{\"name\":\"a\",\"sha256\":\"secret\",\"roles\":[\"write\"]}]",
                "[{\"name\":\"a\",\"sha256\":\"HASH\",\"roles\":[]}]",
                "[{\"name\":\"a\",\"sha256\":\"HASH\",\"roles\":[\"root\"]}]",
                "[{\"name\":\"\",\"sha256\":\"HASH\",\"roles\":[\"write\"]}]",
                "[{\"name\":\"a\",\"sha256\":\"HASH\",\"roles\":[\"write\"],\"eventsPerSecnd\":1}]",
                "[{\"name\":\"a\",\"sha256\":\"HASH\",\"roles\":[\"write\"],\"eventsPerSecond\":-1}]",
                "[{\"name\":\"a\",\"sha256\":\"HASH\",\"roles\":[\"write\"],\"eventsPerSecond\":1,\"burst\":0}]",
                "[{\"name\":\"a\",\"sha256\":\"HASH\",\"roles\":[\"write\"]},"
                        + "{\"name\":\"b\",\"sha256\":\"HASH\",\"roles\":[\"write\"]}]"
            })
    void shouldNotStartWithAFileThatIsWrong(String content) throws Exception {
        Path file = keys(content.replace("HASH", "ab".repeat(32)));
        assertThatThrownBy(() -> KeyRing.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pulso.access.keys-file");
    }

    private Path keys(String content) throws Exception {
        return Files.writeString(folder.resolve("keys.json"), content);
    }

    private static AccessConfig config(String file, boolean open) {
        return Settings.of(
                AccessConfig.class, Map.of("pulso.access.keys-file", file, "pulso.access.open", String.valueOf(open)));
    }
}
