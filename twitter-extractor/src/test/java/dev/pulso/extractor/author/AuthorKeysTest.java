package dev.pulso.extractor.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pulso.extractor.Configs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorKeysTest {
    private static final byte[] SECRET = "a secret of the tests".getBytes(StandardCharsets.UTF_8);

    private static AuthorKeys made(Map<String, String> config, String host) {
        return AuthorKeysProducer.authorKeys(Configs.of(AuthorConfig.class, config), host);
    }

    @Test
    void shouldBeTheKeyedHashOfNetworkAndIdBehindItsKeyId() {
        // printf 'x:42' | openssl dgst -sha256 -hmac 'a secret of the tests'
        assertThat(new AuthorKeys("k1", SECRET).keyOf("x", "42"))
                .isEqualTo("k1:1ee26e32000d971db7663ff78fa48ef62d5fe39c1a63bfb0b701bebd51b77dd2");
    }

    @Test
    void shouldTellPeopleAndNetworksApart() {
        AuthorKeys keys = new AuthorKeys("k1", SECRET);

        assertThat(keys.keyOf("x", "42"))
                .isEqualTo(keys.keyOf("x", "42"))
                .isNotEqualTo(keys.keyOf("x", "43"))
                .isNotEqualTo(keys.keyOf("mastodon", "42"));
    }

    @Test
    void shouldTellTheKeysBeforeAndAfterARotationApart() {
        AuthorKeys before = made(Map.of("pulso.author.key", "the first secret of all"), "0.0.0.0");
        AuthorKeys after =
                made(Map.of("pulso.author.key", "the second secret of all", "pulso.author.key-id", "k2"), "0.0.0.0");

        assertThat(before.keyOf("x", "42")).startsWith("k1:");
        assertThat(after.keyOf("x", "42")).startsWith("k2:");
        assertThat(after.keyOf("x", "42").substring(3))
                .isNotEqualTo(before.keyOf("x", "42").substring(3));
        assertThatIllegalArgumentException().isThrownBy(() -> new AuthorKeys("k:1", SECRET));
    }

    @Test
    void shouldReadTheSecretFromAFileFirst(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(file, "the secret of the file\n");

        assertThat(made(
                                Map.of(
                                        "pulso.author.key",
                                        "another secret altogether",
                                        "pulso.author.key-file",
                                        file.toString()),
                                "0.0.0.0")
                        .keyOf("x", "1"))
                .isEqualTo(made(Map.of("pulso.author.key", "the secret of the file"), "0.0.0.0")
                        .keyOf("x", "1"));
    }

    @Test
    void shouldTakeThePublicKeyOnLoopbackOnly() {
        assertThat(made(Map.of(), "127.0.0.1").keyOf("x", "1")).startsWith("dev:");
        assertThatIllegalStateException()
                .isThrownBy(() -> made(Map.of(), "0.0.0.0"))
                .withMessageContaining("PULSO_AUTHOR_KEY");
        assertThatIllegalStateException()
                .isThrownBy(() -> made(Map.of("pulso.author.key", "short"), "127.0.0.1"))
                .withMessageContaining("shorter");
    }
}
