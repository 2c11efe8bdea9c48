package dev.pulso.results.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.results.Mappings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    @Test
    void shouldKeepSecretsUnderAKeyAndWithoutOne() {
        SecretBox plain = box("");
        SecretBox locked = box(key('a'));
        byte[] secret = plain.secret();
        assertThat(secret).hasSize(32);
        assertThat(plain.open(plain.close(secret))).isEqualTo(secret);
        assertThat(locked.open(locked.close(secret))).isEqualTo(secret);
        assertThat(locked.open(plain.close(secret))).isEqualTo(secret);
        assertThat(locked.close(secret)).isNotEqualTo(locked.close(secret));
        assertThat(Base64.getEncoder().encodeToString(locked.close(secret)))
                .doesNotContain(Base64.getEncoder().encodeToString(secret));
    }

    @Test
    void shouldSayWhichSettingIsWrong() {
        byte[] closed = box(key('a')).close(new byte[32]);
        assertThatThrownBy(() -> box(key('b')).open(closed)).hasMessageContaining("pulso.webhooks.key");
        assertThatThrownBy(() -> box("").open(closed)).hasMessageContaining("pulso.webhooks.key");
        assertThatThrownBy(() -> box("c2hvcnQ=")).hasMessageContaining("32 bytes");
    }

    private static String key(char letter) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.UTF_8));
    }

    private static SecretBox box(String key) {
        return new SecretBox(Mappings.read(WebhookConfig.class, Map.of("pulso.webhooks.key", key)));
    }
}
