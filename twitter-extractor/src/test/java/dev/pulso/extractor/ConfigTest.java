package dev.pulso.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.extractor.author.AuthorConfig;
import dev.pulso.extractor.bluesky.BlueskyConfig;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.mastodon.MastodonConfig;
import dev.pulso.extractor.publish.PublishConfig;
import dev.pulso.extractor.replay.ReplayConfig;
import dev.pulso.extractor.source.SourceConfig;
import dev.pulso.extractor.x.V1Config;
import dev.pulso.extractor.x.XConfig;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each mapping with its defaults, and with every key set. A key that is renamed or dropped fails here. */
class ConfigTest {
    /** The value of every key, as text. */
    private static Map<String, String> values(Class<?> mapping, Object config) throws ReflectiveOperationException {
        Map<String, String> values = new TreeMap<>();
        for (Method key : mapping.getMethods()) {
            Object value = key.invoke(config);
            if (!(value instanceof Map)) {
                Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
                values.put(key.getName(), String.valueOf(memory(plain)));
            }
        }
        return values;
    }

    private static Object memory(Object value) {
        return value instanceof io.quarkus.runtime.configuration.MemorySize size ? size.asLongValue() : value;
    }

    private static <T> void assertValues(Class<T> mapping, Map<String, String> set, Map<String, String> expected)
            throws ReflectiveOperationException {
        assertThat(values(mapping, Configs.of(mapping, set))).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void authorDefaults() throws ReflectiveOperationException {
        assertValues(AuthorConfig.class, Map.of(), Map.of("key", "null", "keyFile", "null", "keyId", "k1"));
    }

    @Test
    void authorMapping() throws ReflectiveOperationException {
        assertValues(
                AuthorConfig.class,
                Map.of("pulso.author.key", "a", "pulso.author.key-file", "/b", "pulso.author.key-id", "k2"),
                Map.of("key", "a", "keyFile", "/b", "keyId", "k2"));
    }

    @Test
    void formatDefaults() throws ReflectiveOperationException {
        assertValues(
                FormatConfig.class,
                Map.of(),
                Map.of("storeText", "true", "tagsInLinks", "true", "longestLine", "16777216"));
    }

    @Test
    void formatMapping() throws ReflectiveOperationException {
        assertValues(
                FormatConfig.class,
                Map.of(
                        "pulso.posts.store-text", "false",
                        "pulso.posts.tags-in-links", "false",
                        "pulso.posts.longest-line", "1K"),
                Map.of("storeText", "false", "tagsInLinks", "false", "longestLine", "1024"));
    }

    @Test
    void publishDefaults() throws ReflectiveOperationException {
        assertValues(
                PublishConfig.class,
                Map.of(),
                Map.of(
                        "maxInFlight", "2000",
                        "rejectedRaw", "4096",
                        "retryDelay", "PT0.5S",
                        "linger", "PT0.005S",
                        "closeTimeout", "PT5S"));
    }

    @Test
    void publishMapping() throws ReflectiveOperationException {
        assertValues(
                PublishConfig.class,
                Map.of(
                        "pulso.publish.max-in-flight", "1",
                        "pulso.publish.rejected-raw", "2",
                        "pulso.publish.retry-delay", "3s",
                        "pulso.publish.linger", "4s",
                        "pulso.publish.close-timeout", "6s"),
                Map.of(
                        "maxInFlight", "1",
                        "rejectedRaw", "2",
                        "retryDelay", "PT3S",
                        "linger", "PT4S",
                        "closeTimeout", "PT6S"));
    }

    @Test
    void replayDefaults() throws ReflectiveOperationException {
        assertValues(
                ReplayConfig.class,
                Map.of("pulso.replay.directory", "/r"),
                Map.of(
                        "directory", "/r",
                        "largestBody", "4294967296",
                        "mostRunning", "8",
                        "finishedKept", "200",
                        "errorsKept", "1000",
                        "checkpointEvery", "PT2S"));
        assertThatThrownBy(() -> Configs.of(ReplayConfig.class, Map.of()))
                .hasMessageContaining("pulso.replay.directory");
    }

    @Test
    void replayMapping() throws ReflectiveOperationException {
        assertValues(
                ReplayConfig.class,
                Map.of(
                        "pulso.replay.directory", "/d",
                        "pulso.replay.largest-body", "1",
                        "pulso.replay.most-running", "2",
                        "pulso.replay.finished-kept", "3",
                        "pulso.replay.errors-kept", "4",
                        "pulso.replay.checkpoint-every", "5s"),
                Map.of(
                        "directory", "/d",
                        "largestBody", "1",
                        "mostRunning", "2",
                        "finishedKept", "3",
                        "errorsKept", "4",
                        "checkpointEvery", "PT5S"));
    }

    @Test
    void liveDefaults() throws ReflectiveOperationException {
        assertValues(
                LiveConfig.class,
                Map.of(),
                Map.of(
                        "queueCapacity", "5000",
                        "longestRecord", "1048576",
                        "saveEvery", "PT2S",
                        "connectTimeout", "PT15S",
                        "directory", ".pulso/sources",
                        "rememberedPosts", "100000",
                        "userAgent", "Pulso/0.1 (hashtag trends; +https://localhost)"));
    }

    @Test
    void liveMapping() throws ReflectiveOperationException {
        assertValues(
                LiveConfig.class,
                Map.of(
                        "pulso.live.queue-capacity", "1",
                        "pulso.live.longest-record", "2",
                        "pulso.live.save-every", "3s",
                        "pulso.live.connect-timeout", "4s",
                        "pulso.live.directory", "/l",
                        "pulso.live.remembered-posts", "5",
                        "pulso.live.user-agent", "us"),
                Map.of(
                        "queueCapacity", "1",
                        "longestRecord", "2",
                        "saveEvery", "PT3S",
                        "connectTimeout", "PT4S",
                        "directory", "/l",
                        "rememberedPosts", "5",
                        "userAgent", "us"));
    }

    @Test
    void blueskyDefaults() {
        BlueskyConfig config = Configs.of(BlueskyConfig.class, Map.of());

        assertThat(config.hosts())
                .hasSize(6)
                .allMatch(host -> host.getScheme().equals("wss"))
                .startsWith(
                        URI.create("wss://jetstream.us-east.bsky.network/xrpc/network.bsky.jetstream.subscribeEvents"));
        assertThat(config.silence()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.rewind()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.clampTolerance()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.purgeEvery()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void blueskyMapping() throws ReflectiveOperationException {
        assertValues(
                BlueskyConfig.class,
                Map.of(
                        "pulso.bluesky.hosts", "ws://a,ws://b",
                        "pulso.bluesky.silence", "1s",
                        "pulso.bluesky.rewind", "2s",
                        "pulso.bluesky.clamp-tolerance", "3s",
                        "pulso.bluesky.purge-every", "4s"),
                Map.of(
                        "hosts", "[ws://a, ws://b]",
                        "silence", "PT1S",
                        "rewind", "PT2S",
                        "clampTolerance", "PT3S",
                        "purgeEvery", "PT4S"));
    }

    @Test
    void mastodonDefaults() throws ReflectiveOperationException {
        assertValues(
                MastodonConfig.class,
                Map.of(),
                Map.of(
                        "instance", "https://mastodon.social",
                        "token", "null",
                        "tokenFile", "null",
                        "silence", "PT45S",
                        "rewind", "PT2M",
                        "mostPages", "100",
                        "mostDeletionsAlone", "100"));
    }

    @Test
    void mastodonMapping() throws ReflectiveOperationException {
        Map<String, String> set = Map.of(
                "pulso.mastodon.instance", "https://a",
                "pulso.mastodon.token", "b",
                "pulso.mastodon.token-file", "/c",
                "pulso.mastodon.token-files.\"other.example\"", "/d",
                "pulso.mastodon.silence", "1s",
                "pulso.mastodon.rewind", "2s",
                "pulso.mastodon.most-pages", "3",
                "pulso.mastodon.most-deletions-alone", "4");
        assertValues(
                MastodonConfig.class,
                set,
                Map.of(
                        "instance", "https://a",
                        "token", "b",
                        "tokenFile", "/c",
                        "silence", "PT1S",
                        "rewind", "PT2S",
                        "mostPages", "3",
                        "mostDeletionsAlone", "4"));
        assertThat(Configs.of(MastodonConfig.class, set).tokenFiles())
                .containsExactly(Map.entry("other.example", Path.of("/d")));
    }

    @Test
    void xDefaults() throws ReflectiveOperationException {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "address", "https://api.x.com",
                "postsPerDay", "1000",
                "postsPerMonth", "10000",
                "silence", "PT30S",
                "mostPages", "20",
                "freeSlot", "false",
                "connectionStep", "PT0.25S",
                "connectionLongest", "PT16S",
                "errorFirst", "PT5S",
                "errorLongest", "PT5M20S"));
        expected.putAll(Map.of("rewind", "PT15S", "limitFirst", "PT1M", "limitLongest", "PT15M"));
        List.of("token", "tokenFile", "consumerKey", "consumerSecret", "consumerSecretFile")
                .forEach(secret -> expected.put(secret, "null"));

        expected.putAll(Map.of(
                "compliance", "true",
                "complianceEvery", "PT24H",
                "compliancePoll", "PT1M",
                "complianceMost", "100000"));
        assertValues(XConfig.class, Map.of(), expected);
    }

    @Test
    void v1Defaults() throws ReflectiveOperationException {
        Map<String, String> expected = new TreeMap<>(Map.of("network", "x-v1", "mostPages", "20"));
        List.of("address", "tokenAddress", "token", "tokenFile", "consumerKey", "consumerSecret", "consumerSecretFile")
                .forEach(unset -> expected.put(unset, "null"));
        assertValues(V1Config.class, Map.of(), expected);
    }

    @Test
    void v1Mapping() throws ReflectiveOperationException {
        assertValues(
                V1Config.class,
                Map.of(
                        "pulso.x-v1.address", "https://a/1.1/",
                        "pulso.x-v1.token-address", "https://a/token",
                        "pulso.x-v1.network", "b",
                        "pulso.x-v1.most-pages", "3",
                        "pulso.x-v1.token", "c",
                        "pulso.x-v1.token-file", "/d",
                        "pulso.x-v1.consumer-key", "e",
                        "pulso.x-v1.consumer-secret", "f",
                        "pulso.x-v1.consumer-secret-file", "/g"),
                Map.of(
                        "address", "https://a/1.1/",
                        "tokenAddress", "https://a/token",
                        "network", "b",
                        "mostPages", "3",
                        "token", "c",
                        "tokenFile", "/d",
                        "consumerKey", "e",
                        "consumerSecret", "f",
                        "consumerSecretFile", "/g"));
    }

    /** Its variables begin like those of X. */
    @Test
    void v1AndXFromTheEnvironment() {
        Map<String, String> variables = Map.of("PULSO_X_V1_ADDRESS", "https://a/1.1/", "PULSO_X_TOKEN", "b");

        assertThat(Configs.ofEnvironment(V1Config.class, variables).address()).contains(URI.create("https://a/1.1/"));
        assertThat(Configs.ofEnvironment(XConfig.class, variables).token()).contains("b");
    }

    @Test
    void xMapping() throws ReflectiveOperationException {
        Map<String, String> set = new TreeMap<>(Map.of(
                "pulso.x.address", "https://a",
                "pulso.x.token", "b",
                "pulso.x.token-file", "/c",
                "pulso.x.consumer-key", "d",
                "pulso.x.consumer-secret", "e",
                "pulso.x.consumer-secret-file", "/f",
                "pulso.x.posts-per-day", "1",
                "pulso.x.posts-per-month", "2",
                "pulso.x.silence", "3s",
                "pulso.x.most-pages", "4"));
        set.putAll(Map.of(
                "pulso.x.free-slot", "true",
                "pulso.x.connection-step", "5s",
                "pulso.x.connection-longest", "6s",
                "pulso.x.error-first", "7s",
                "pulso.x.error-longest", "8s",
                "pulso.x.limit-first", "9s",
                "pulso.x.limit-longest", "10s"));
        set.putAll(Map.of(
                "pulso.x.compliance", "false",
                "pulso.x.compliance-every", "11s",
                "pulso.x.compliance-poll", "12s",
                "pulso.x.compliance-most", "13",
                "pulso.x.rewind", "14s"));
        Map<String, String> expected = new TreeMap<>(Map.of(
                "address", "https://a",
                "token", "b",
                "tokenFile", "/c",
                "consumerKey", "d",
                "consumerSecret", "e",
                "consumerSecretFile", "/f",
                "postsPerDay", "1",
                "postsPerMonth", "2",
                "silence", "PT3S",
                "mostPages", "4"));
        expected.putAll(Map.of(
                "freeSlot", "true",
                "connectionStep", "PT5S",
                "connectionLongest", "PT6S",
                "errorFirst", "PT7S",
                "errorLongest", "PT8S",
                "limitFirst", "PT9S",
                "limitLongest", "PT10S"));

        expected.putAll(Map.of(
                "compliance", "false",
                "complianceEvery", "PT11S",
                "compliancePoll", "PT12S",
                "complianceMost", "13",
                "rewind", "PT14S"));
        assertValues(XConfig.class, set, expected);
    }

    @Test
    void sourceDefaults() throws ReflectiveOperationException {
        assertValues(
                SourceConfig.class,
                Map.of(),
                Map.of(
                        "firstBackoff", "PT1S",
                        "longestBackoff", "PT5M",
                        "stopTimeout", "PT5S",
                        "directory", ".pulso/sources"));
        assertThat(Configs.of(SourceConfig.class, Map.of()).configured()).isEmpty();
    }

    @Test
    void sourceMapping() throws ReflectiveOperationException {
        Map<String, String> set = Map.of(
                "pulso.sources.first-backoff", "2s",
                "pulso.sources.longest-backoff", "3s",
                "pulso.sources.stop-timeout", "4s",
                "pulso.sources.directory", "/s",
                "pulso.sources.configured.sky.kind", "bluesky",
                "pulso.sources.configured.sky.settings.tags", "a,b");
        assertValues(
                SourceConfig.class,
                set,
                Map.of("firstBackoff", "PT2S", "longestBackoff", "PT3S", "stopTimeout", "PT4S", "directory", "/s"));
        SourceConfig.Configured sky =
                Configs.of(SourceConfig.class, set).configured().get("sky");
        assertThat(sky.kind()).isEqualTo("bluesky");
        assertThat(sky.settings()).containsExactly(Map.entry("tags", "a,b"));
    }

    @Test
    void shouldTakeSourcesAndSecretsFromTheEnvironment() {
        SourceConfig sources = Configs.ofEnvironment(
                SourceConfig.class,
                Map.of(
                        "PULSO_SOURCES_CONFIGURED_SKY_KIND", "bluesky",
                        "PULSO_SOURCES_CONFIGURED_SKY_SETTINGS_TAGS", "a,b"));

        assertThat(sources.configured().get("sky").kind()).isEqualTo("bluesky");
        assertThat(sources.configured().get("sky").settings()).containsExactly(Map.entry("tags", "a,b"));
        assertThat(Configs.ofEnvironment(XConfig.class, Map.of("PULSO_X_TOKEN_FILE", "/t"))
                        .tokenFile())
                .contains(Path.of("/t"));
        assertThat(Configs.ofEnvironment(MastodonConfig.class, Map.of("PULSO_MASTODON_TOKEN", "t"))
                        .token())
                .contains("t");
        assertThat(Configs.ofEnvironment(BlueskyConfig.class, Map.of("PULSO_BLUESKY_HOSTS", "ws://a"))
                        .hosts())
                .containsExactly(URI.create("ws://a"));
    }
}
