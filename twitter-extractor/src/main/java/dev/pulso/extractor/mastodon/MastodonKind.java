package dev.pulso.extractor.mastodon;

import dev.pulso.contracts.post.Post.Ingest;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.Decoding;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.format.MastodonReader;
import dev.pulso.extractor.format.TextRules;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecentPosts;
import dev.pulso.extractor.live.Secrets;
import dev.pulso.extractor.live.Settings;
import dev.pulso.extractor.live.Tracking;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceKind;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kind {@code mastodon}: network {@code mastodon}; settings {@code instance}, {@code feed}, {@code tags},
 * {@code terms}. What several instances tell goes out once.
 */
@Singleton
final class MastodonKind implements SourceKind {
    private static final Set<String> SETTINGS = Set.of("instance", "feed", "tags", "terms");

    private final AuthorKeys keys;
    private final FormatConfig formats;
    private final LiveConfig live;
    private final MastodonConfig config;
    private final Connections connections;
    private final RecentPosts recent;
    private final Clock clock = Clock.systemUTC();

    MastodonKind(
            AuthorKeys keys, FormatConfig formats, LiveConfig live, MastodonConfig config, Connections connections) {
        this.keys = keys;
        this.formats = formats;
        this.live = live;
        this.config = config;
        this.connections = connections;
        this.recent = new RecentPosts(live.rememberedPosts());
    }

    @Override
    public String name() {
        return "mastodon";
    }

    @Override
    public Source create(String id, Map<String, String> settings) {
        Settings.requireKnown(name(), settings, SETTINGS);
        URI address = address(settings.get("instance"));
        Tracking tracking = Tracking.of(settings, formats.storeText());
        MastodonSource.Parts parts = new MastodonSource.Parts() {
            @Override
            public Instance instance() {
                return new Instance(address, token(address), connections, clock);
            }

            @Override
            public DurableIds ids() throws IOException {
                Path file = live.directory().resolve(id + "." + address.getHost() + ".ids");
                return new DurableIds(file, live.rememberedPosts());
            }

            @Override
            public MastodonReader reader(DurableIds ids) {
                Decoding decoding = new Decoding(
                        "mastodon",
                        keys,
                        TextRules.of(formats).keepingText(),
                        new Ingest(Ingest.Mode.LIVE, List.of()),
                        clock);
                return new MastodonReader(decoding, ids);
            }
        };
        return new MastodonSource(
                id,
                address.getAuthority(),
                Channel.of(settings),
                config,
                parts,
                session -> new Intake(session, tracking, recent, live.saveEvery()),
                clock);
    }

    /** Without TLS only what the configuration names, for a caller shall not choose where tokens go in the clear. */
    private URI address(@Nullable String instance) {
        if (instance == null) {
            return config.instance();
        }
        URI address = URI.create(instance.contains("://") ? instance : "https://" + instance);
        boolean allowed = "https".equals(address.getScheme()) || address.equals(config.instance());
        if (!allowed
                || address.getHost() == null
                || !String.valueOf(address.getPath()).matches("/?")) {
            throw new IllegalArgumentException("instance is the name of a host, or https:// and the name of a host");
        }
        return URI.create(address.getScheme() + "://" + address.getAuthority());
    }

    /** The token of an instance never goes to another one. */
    private Optional<String> token(URI address) {
        return address.getAuthority().equals(config.instance().getAuthority())
                ? Secrets.read(config.tokenFile(), config.token())
                : Secrets.read(Optional.ofNullable(config.tokenFiles().get(address.getHost())), Optional.empty());
    }
}
