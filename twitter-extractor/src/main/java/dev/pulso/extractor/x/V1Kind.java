package dev.pulso.extractor.x;

import dev.pulso.contracts.post.Post.Ingest;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.Decoding;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.format.StatusReader;
import dev.pulso.extractor.format.TextRules;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecentPosts;
import dev.pulso.extractor.live.Tracking;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceFailedException;
import dev.pulso.extractor.source.SourceKind;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The kind {@code x-v1}: a server that speaks the API v1.1; settings see {@link V1Settings}. */
@Singleton
final class V1Kind implements SourceKind {
    private final AuthorKeys keys;
    private final FormatConfig formats;
    private final LiveConfig live;
    private final V1Config config;
    private final Clock clock = Clock.systemUTC();
    private final XConfig waits;
    private final XFailures failures;

    V1Kind(AuthorKeys keys, FormatConfig formats, LiveConfig live, V1Config config, XConfig waits) {
        this.keys = keys;
        this.formats = formats;
        this.live = live;
        this.config = config;
        this.waits = waits;
        this.failures = new XFailures("the server", waits, clock);
    }

    @Override
    public String name() {
        return "x-v1";
    }

    @Override
    public Source create(String id, Map<String, String> settings) {
        V1Settings known = V1Settings.of(settings);
        Decoding decoding = new Decoding(
                config.network(), keys, TextRules.of(formats), new Ingest(Ingest.Mode.LIVE, List.of()), clock);
        // Matching is the server's, which knows more than the text: what it finds is wanted.
        Tracking everything = Tracking.of(Map.of(), formats.storeText());
        RecentPosts recent = new RecentPosts(live.rememberedPosts());
        return new V1Source(
                id,
                known.every(),
                config.mostPages(),
                waits.rewind(),
                () -> search(known.query()),
                session -> new Intake(session, everything, recent, live.saveEvery()),
                new StatusReader(decoding),
                failures,
                clock);
    }

    private V1Search search(String query) throws IOException {
        URI api = config.address()
                .orElseThrow(() -> new SourceFailedException(
                        "there is no server: set PULSO_X_V1_ADDRESS to the base of its API, https://host/api/1.1/"));
        URI tokens = config.tokenAddress().orElseGet(() -> api.resolve("/oauth2/token"));
        int timeout = Math.toIntExact(live.connectTimeout().toMillis());
        return new V1Search(api, new BearerToken("PULSO_X_V1", tokens, config).read(), timeout, failures, query);
    }
}
