package dev.pulso.extractor.bluesky;

import dev.pulso.contracts.post.Post.Ingest;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.Decoding;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.format.JetstreamReader;
import dev.pulso.extractor.format.TextRules;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecentPosts;
import dev.pulso.extractor.live.Settings;
import dev.pulso.extractor.live.Tracking;
import dev.pulso.extractor.publish.PublishedPosts;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceKind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The kind {@code bluesky}: network {@code bluesky}; settings {@code tags} and {@code terms}. */
@Singleton
final class BlueskyKind implements SourceKind {
    private final AuthorKeys keys;
    private final FormatConfig formats;
    private final LiveConfig live;
    private final BlueskyConfig config;
    private final Connections connections;
    private final PublishedPosts published;
    private final Clock clock = Clock.systemUTC();

    BlueskyKind(
            AuthorKeys keys,
            FormatConfig formats,
            LiveConfig live,
            BlueskyConfig config,
            Connections connections,
            PublishedPosts published) {
        this.keys = keys;
        this.formats = formats;
        this.live = live;
        this.config = config;
        this.connections = connections;
        this.published = published;
    }

    @Override
    public String name() {
        return "bluesky";
    }

    @Override
    public Source create(String id, Map<String, String> settings) {
        Settings.requireKnown(name(), settings, Tracking.SETTINGS);
        Tracking tracking = Tracking.of(settings, formats.storeText());
        Decoding decoding = new Decoding(
                "bluesky", keys, TextRules.of(formats).keepingText(), new Ingest(Ingest.Mode.LIVE, List.of()), clock);
        RecentPosts recent = new RecentPosts(live.rememberedPosts());
        return new BlueskySource(
                id,
                config,
                connections,
                new JetstreamReader(decoding),
                session -> new Intake(session, tracking, recent, live.saveEvery()),
                new AccountPurge(published, config.purgeEvery()),
                clock);
    }
}
