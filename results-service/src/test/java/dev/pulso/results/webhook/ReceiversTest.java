package dev.pulso.results.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.results.Mappings;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiversTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void shouldKnowAddressesThatAreNotPublic(String address) throws Exception {
        assertThat(Receivers.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.215.14", "172.32.0.1", "192.0.2.1", "2606:4700::1111"})
    void shouldKnowPublicAddresses(String address) throws Exception {
        assertThat(Receivers.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "/hook",
                "ftp://example.org/",
                "http://example.org/",
                "https://user:word@example.org/",
                "https://example.org/#part",
                "https:///hook",
                "https://exa mple.org/",
                "file:///etc/passwd",
                "http://localhost/"
            })
    void shouldRefuseAddressesThatNoReceiverHas(String url) {
        Receivers receivers = receivers(Map.of("pulso.webhooks.allow-loopback", "false"), "0.0.0.0");
        assertThatThrownBy(() -> receivers.check(url)).isInstanceOf(Receivers.Forbidden.class);
    }

    @Test
    void shouldTellThisMachineOnlyWhileItListensOnLoopback() throws Exception {
        URI local = receivers(Map.of(), "127.0.0.1").check("http://127.0.0.1:9/hook");
        assertThat(receivers(Map.of(), "127.0.0.1").resolve(local).isLoopbackAddress())
                .isTrue();
        assertThatThrownBy(() -> receivers(Map.of(), "0.0.0.0").resolve(URI.create("https://localhost/hook")))
                .isInstanceOf(Receivers.Forbidden.class);
        assertThatThrownBy(() -> receivers(Map.of(), "127.0.0.1").resolve(URI.create("https://10.0.0.1/hook")))
                .isInstanceOf(Receivers.Forbidden.class);
    }

    @Test
    void shouldTellOnlyListedHostsWhereThereIsAList() throws Exception {
        Receivers receivers = receivers(Map.of("pulso.webhooks.allowed-hosts", "10.0.0.1,*.example.org"), "0.0.0.0");
        assertThat(receivers.resolve(receivers.check("http://10.0.0.1/hook"))).isNotNull();
        assertThat(receivers.check("https://hooks.Example.org/")).isNotNull();
        assertThatThrownBy(() -> receivers.check("https://example.com/")).isInstanceOf(Receivers.Forbidden.class);
        assertThatThrownBy(() -> receivers.check("https://example.org.evil.com/"))
                .isInstanceOf(Receivers.Forbidden.class);
    }

    private static Receivers receivers(Map<String, String> settings, String listens) {
        return new Receivers(Mappings.read(WebhookConfig.class, settings), listens);
    }
}
