package dev.pulso.extractor.x;

import dev.pulso.contracts.post.Post.Ingest.Mode;
import dev.pulso.extractor.format.XReader;
import dev.pulso.extractor.live.Feed;
import dev.pulso.extractor.source.BudgetExhaustedException;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Follows the filtered stream, or polls recent search. Stops before a post is read that there is no budget for. */
final class XSource implements Source {
    private static final Logger LOG = Logger.getLogger(XSource.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** X may have sent this many lines before it hears that we have enough; each is paid. */
    private static final int MOST_AHEAD = 100;

    /** Makes what needs the token. */
    @FunctionalInterface
    interface Apis {
        XApi make() throws IOException;
    }

    private final String id;
    private final XSettings settings;
    private final XConfig config;
    private final Apis apis;
    private final XFailures failures;
    private final Function<SourceSession, XRun> runs;
    private final ComplianceCheck check;
    private final Clock clock;

    XSource(
            String id,
            XSettings settings,
            XConfig config,
            Apis apis,
            XFailures failures,
            Function<SourceSession, XRun> runs,
            ComplianceCheck check,
            Clock clock) {
        this.id = id;
        this.settings = settings;
        this.config = config;
        this.apis = apis;
        this.failures = failures;
        this.runs = runs;
        this.check = check;
        this.clock = clock;
    }

    @Override
    public void run(SourceSession session) throws IOException, InterruptedException {
        XRun run = runs.apply(session);
        try (check) {
            if (run.left() < 1) {
                checkWhileResting(run);
            }
            XApi api = apis.make();
            run.begin();
            RecentSearch search = new RecentSearch(api, failures, settings.rules(), config, clock);
            if (settings.search()) {
                poll(run, search);
            } else {
                follow(run, api, search);
            }
        } catch (IOException e) {
            run.save();
            throw failures.broken(e);
        } catch (BudgetExhaustedException e) {
            Instant next = check.next(run.position().check());
            throw new BudgetExhaustedException(
                    String.valueOf(e.getMessage()), next.isBefore(e.until()) ? next : e.until());
        } finally {
            run.release();
        }
    }

    private void check(XRun run) throws InterruptedException {
        check.startIfDue(run.position().check());
        Optional<ComplianceCheck.Outcome> outcome = check.finished();
        if (outcome.isPresent()) {
            run.checked(outcome.get());
        }
    }

    /** To ask what was deleted costs no posts: it goes on when the budget is used up. */
    private void checkWhileResting(XRun run) throws InterruptedException {
        check(run);
        while (check.isRunning()) {
            Thread.sleep(POLL.toMillis());
            check(run);
        }
    }

    private void poll(XRun run, RecentSearch search) throws IOException, InterruptedException {
        Instant from = clock.instant().minus(settings.every());
        while (true) {
            Duration wait = search.read(run, Mode.LIVE, from);
            run.streaming();
            run.save();
            check(run);
            run.requireBudget(1);
            Thread.sleep(Math.max(wait.toMillis(), settings.every().toMillis()));
        }
    }

    private void follow(XRun run, XApi api, RecentSearch search) throws IOException, InterruptedException {
        Set<String> rules = new RuleSync(api, id)
                .sync(settings.rules().stream()
                        .map(rule -> Rule.wanted(id, rule))
                        .toList());
        int ahead = Math.toIntExact(Math.min(MOST_AHEAD, run.left()));
        try (Feed feed = api.stream(id, ahead)) {
            run.streaming();
            if (run.position().since() != null) {
                search.read(run, Mode.BACKFILL, clock.instant());
            }
            while (run.left() > 0) {
                String line = feed.poll(POLL, config.silence());
                if (line != null) {
                    take(run, rules, line);
                }
                run.saveIfDue();
                check(run);
            }
            takeWhatIsPaid(run, rules, feed);
        }
        run.requireBudget(1);
    }

    /** What X sent before it noticed that we hung up costs either way. */
    private void takeWhatIsPaid(XRun run, Set<String> rules, Feed feed) throws InterruptedException {
        feed.close();
        try {
            for (String line = feed.poll(Duration.ZERO, POLL); line != null; line = feed.poll(Duration.ZERO, POLL)) {
                take(run, rules, line);
            }
        } catch (IOException e) {
            LOG.debugf("The stream was ended, source=%s", id);
        }
    }

    private void take(XRun run, Set<String> rules, String line) throws InterruptedException {
        if (line.isEmpty()) {
            return;
        }
        XReader.Batch batch = run.read(line);
        if (!batch.problem().isEmpty()) {
            // Not the end: X hangs up if it wants to, and sends on if it does not.
            LOG.warnf("X tells of a problem in the stream, source=%s, title=%s", id, batch.problem());
            return;
        }
        // The stream brings what the rules of others match too; it is paid, and not ours.
        if (batch.rules().isEmpty() || batch.rules().stream().anyMatch(rules::contains)) {
            run.send(batch, line, Mode.LIVE);
        }
        run.at(batch.newestId());
    }
}
