package dev.pulso.extractor.x;

import dev.pulso.contracts.post.Post.Ingest.Mode;
import dev.pulso.extractor.format.MastodonReader;
import dev.pulso.extractor.format.XReader;
import dev.pulso.extractor.live.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was posted since the cursor. Pages come newest first, so the cursor moves when all of them have been read.
 * Not the same as the stream: no reposts by words, and words match with and without accents.
 */
final class RecentSearch {
    /** X looks back 7 days; a little less, for the time a request takes. */
    private static final Duration LOOK_BACK = Duration.ofDays(7).minusMinutes(5);

    private static final int LONGEST_QUERY = 512;
    private static final int LARGEST_PAGE = 100;
    private static final int SMALLEST_PAGE = 10;

    private final XApi api;
    private final XFailures failures;
    private final List<String> queries;
    private final List<String> tooLong;
    private final int mostPages;
    private final Duration rewind;
    private final Clock clock;

    RecentSearch(XApi api, XFailures failures, List<String> rules, XConfig config, Clock clock) {
        this.api = api;
        this.failures = failures;
        this.mostPages = config.mostPages();
        this.rewind = config.rewind();
        this.clock = clock;
        this.queries = queries(rules);
        this.tooLong = rules.stream().filter(rule -> !fits(rule)).toList();
    }

    /** As few queries as hold all rules. */
    static List<String> queries(List<String> rules) {
        List<String> queries = new ArrayList<>();
        StringBuilder query = new StringBuilder();
        for (String rule : rules) {
            if (!fits(rule)) {
                continue;
            }
            String part = "(" + rule + ")";
            if (!query.isEmpty() && query.length() + " OR ".length() + part.length() > LONGEST_QUERY) {
                queries.add(query.toString());
                query.setLength(0);
            }
            query.append(query.isEmpty() ? "" : " OR ").append(part);
        }
        if (!query.isEmpty()) {
            queries.add(query.toString());
        }
        return queries;
    }

    private static boolean fits(String rule) {
        return rule.length() + 2 <= LONGEST_QUERY;
    }

    /**
     * Reads everything after the cursor.
     *
     * @param from where to start in a source without a cursor
     * @return how long to wait before the next search
     */
    Duration read(XRun run, Mode mode, Instant from) throws IOException, InterruptedException {
        String newestKnown = run.position().since();
        // Polls are complete up to their cursor; the stream may still owe posts older than its newest.
        String since = mode == Mode.BACKFILL && newestKnown != null ? rewound(newestKnown) : newestKnown;
        Instant start = since == null ? from : startOf(run, since);
        if (!tooLong.isEmpty()) {
            run.gap(start, "a rule is too long for recent search");
        }
        Duration wait = Duration.ZERO;
        String newest = null;
        for (String query : queries) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("query", query);
            // A cursor out of reach is refused; a start within reach is not.
            if (since == null || isTooOld(start, since)) {
                parameters.put("start_time", start.toString());
            } else {
                parameters.put("since_id", since);
            }
            Pages pages = new Pages(run, mode, start);
            pages.read(parameters);
            wait = pages.wait.compareTo(wait) > 0 ? pages.wait : wait;
            if (pages.newest != null && MastodonReader.isNewer(pages.newest, newest)) {
                newest = pages.newest;
            }
        }
        run.at(newest);
        return wait;
    }

    private Instant startOf(XRun run, String since) {
        Instant written = Objects.requireNonNullElseGet(XReader.timeOf(since), clock::instant);
        Instant earliest = clock.instant().minus(LOOK_BACK);
        if (written.isBefore(earliest)) {
            run.gap(written, "recent search goes back 7 days only");
            return earliest;
        }
        return written;
    }

    private String rewound(String id) {
        return XReader.timeOf(id) == null ? id : XReader.idBefore(id, rewind);
    }

    private static boolean isTooOld(Instant start, String since) {
        Instant written = XReader.timeOf(since);
        return written != null && written.isBefore(start);
    }

    /** The pages of one query. */
    private final class Pages {
        private final XRun run;
        private final Mode mode;
        private final Instant start;
        private @Nullable String newest;
        private Duration wait = Duration.ZERO;

        Pages(XRun run, Mode mode, Instant start) {
            this.run = run;
            this.mode = mode;
            this.start = start;
        }

        void read(Map<String, String> parameters) throws IOException, InterruptedException {
            for (int page = 0; page < mostPages; page++) {
                run.requireBudget(SMALLEST_PAGE);
                parameters.put("max_results", Long.toString(Math.min(LARGEST_PAGE, run.left())));
                Answer answer = api.search(parameters);
                if (answer.status() != 200) {
                    run.gap(start, "recent search does not take the query or the cursor");
                    return;
                }
                XReader.Batch batch = run.read(answer.body());
                run.send(batch, answer.body(), mode);
                newest = newest == null ? batch.newestId() : newest;
                wait = failures.untilAllowed(answer.headers());
                if (batch.nextToken().isEmpty()) {
                    return;
                }
                parameters.put("next_token", batch.nextToken().get());
                Thread.sleep(wait.toMillis());
            }
            run.gap(start, "more was missed than " + mostPages + " pages of recent search tell");
        }
    }
}
