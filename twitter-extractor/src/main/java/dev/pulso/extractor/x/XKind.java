package dev.pulso.extractor.x;

import dev.pulso.contracts.post.Post.Ingest;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.Decoding;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.format.TextRules;
import dev.pulso.extractor.format.XReader;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecentPosts;
import dev.pulso.extractor.live.Tracking;
import dev.pulso.extractor.publish.PublishedPosts;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceFailedException;
import dev.pulso.extractor.source.SourceKind;
import dev.pulso.extractor.source.SourceSession;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The kind {@code x}: network {@code x}; settings see {@link XSettings}. */
@Singleton
final class XKind implements SourceKind {
    private static final Logger LOG = Logger.getLogger(XKind.class);

    private final AuthorKeys keys;
    private final FormatConfig formats;
    private final LiveConfig live;
    private final XConfig config;
    private final Connections connections;
    private final Clock clock = Clock.systemUTC();
    private final XFailures failures;
    private final PublishedPosts published;
    private final ComplianceTurn turn;
    private @Nullable Budget ofApp;

    XKind(
            AuthorKeys keys,
            FormatConfig formats,
            LiveConfig live,
            XConfig config,
            Connections connections,
            PublishedPosts published) {
        this.keys = keys;
        this.formats = formats;
        this.live = live;
        this.config = config;
        this.connections = connections;
        this.failures = new XFailures("X", config, clock);
        this.published = published;
        this.turn = new ComplianceTurn(config, clock);
    }

    @Override
    public String name() {
        return "x";
    }

    @Override
    public Source create(String id, Map<String, String> settings) {
        XSettings known = XSettings.of(settings, config);
        RecentPosts recent = new RecentPosts(live.rememberedPosts());
        Decoding decoding =
                new Decoding("x", keys, TextRules.of(formats), new Ingest(Ingest.Mode.LIVE, List.of()), clock);
        Tracking everything = Tracking.of(Map.of(), formats.storeText());
        return new XSource(
                id,
                known,
                config,
                () -> api(known.authors()),
                failures,
                (SourceSession session) -> new XRun(
                        id,
                        session,
                        new Intake(session, everything, recent, live.saveEvery()),
                        new XReader(decoding),
                        List.of(budgetOfApp(), budgetOf(id, known)),
                        clock),
                new ComplianceCheck(id, this::jobs, published, config.complianceMost(), turn, clock),
                clock);
    }

    private ComplianceJobs jobs() throws IOException {
        return new ComplianceJobs(config.address(), BearerToken.of(config).read(), connections);
    }

    private XApi api(boolean authors) throws IOException {
        return new XApi(config, BearerToken.of(config).read(), authors, connections, failures);
    }

    /** Read at the first use: a source that cannot know what was spent fails, not the service. */
    private synchronized Budget budgetOfApp() {
        if (ofApp == null) {
            ofApp = new Budget(
                    live.directory().resolve("x-app.budget.json"), config.postsPerDay(), config.postsPerMonth(), clock);
        }
        return ofApp;
    }

    private Budget budgetOf(String id, XSettings settings) {
        return new Budget(
                live.directory().resolve("x-source-" + id + ".budget.json"),
                settings.postsPerDay(),
                settings.postsPerMonth(),
                clock);
    }

    /** Rules that stay behind at X would go on to cost money. */
    @Override
    public void forget(String id, Map<String, String> settings) {
        try {
            if (!XSettings.of(settings, config).search()) {
                new RuleSync(api(false), id).sync(List.of());
            }
        } catch (IOException | SourceFailedException | IllegalArgumentException e) {
            LOG.warnf("The rules of a deleted source stay at X, source=%s, cause=%s", id, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
