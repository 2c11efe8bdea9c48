package dev.pulso.extractor.x;

import dev.pulso.extractor.live.HttpRefusedException;
import dev.pulso.extractor.publish.PublishedPosts;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks X which of the posts on {@code pulso.posts} are gone there: the stream shows no deletions. Step by step on a
 * thread of its own, so that the stream is read meanwhile; between two steps the position says where it stands.
 */
final class ComplianceCheck implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ComplianceCheck.class);

    /** Not 400: that may be a job of a crashed run that X has not given up yet, and one runs at a time. */
    private static final Set<Integer> LASTING = Set.of(401, 402, 403, 404, 422);

    private static final Duration LONGEST_JOB = Duration.ofDays(1);

    /** Makes what needs the token. */
    @FunctionalInterface
    interface Jobs {
        ComplianceJobs make() throws IOException;
    }

    /**
     * What came of a step.
     *
     * @param gone posts that are to be deleted
     * @param lost why it is not known what was deleted after {@code since}; empty where nothing has to be told
     */
    record Outcome(CheckPosition next, List<String> gone, String lost, Instant since) {
        static Outcome of(CheckPosition next, List<String> gone) {
            return new Outcome(next, gone, "", Instant.EPOCH);
        }
    }

    /** X will not answer this job. */
    private static final class JobLostException extends IOException {
        private static final long serialVersionUID = 1;

        JobLostException(String message) {
            super(message);
        }
    }

    private final String source;
    private final Jobs jobs;
    private final PublishedPosts published;
    private final int most;
    private final ComplianceTurn turn;
    private final Clock clock;
    private CheckPosition from = new CheckPosition(null, null, 0);
    private @Nullable FutureTask<Outcome> running;

    ComplianceCheck(String source, Jobs jobs, PublishedPosts published, int most, ComplianceTurn turn, Clock clock) {
        this.source = source;
        this.jobs = jobs;
        this.published = published;
        this.most = most;
        this.turn = turn;
        this.clock = clock;
    }

    /** Takes the next step, if it is time for one and none is being taken. */
    void startIfDue(CheckPosition position) {
        if (running != null || !turn.take(source, position)) {
            return;
        }
        from = position;
        FutureTask<Outcome> task = new FutureTask<>(() -> step(position));
        running = task;
        Thread thread = new Thread(task, "x-compliance");
        thread.setDaemon(true);
        thread.start();
    }

    boolean isRunning() {
        return running != null;
    }

    Instant next(CheckPosition position) {
        return turn.next(position);
    }

    private Outcome step(CheckPosition position) throws IOException, InterruptedException {
        String job = position.job();
        return job == null ? ask(position) : look(position, job);
    }

    private Outcome ask(CheckPosition position) throws IOException, InterruptedException {
        PostWindow window = new PostWindow(position.upTo(), most);
        published.read(window);
        List<Long> ids = window.ids();
        if (ids.isEmpty()) {
            return Outcome.of(position.asked("", window.end()).answered(clock.instant()), List.of());
        }
        ComplianceJobs api = jobs.make();
        ComplianceJobs.Job job = api.create();
        api.upload(job, ids);
        LOG.infof("X is asked which posts are gone, source=%s, job=%s, posts=%d", source, job.id(), ids.size());
        return Outcome.of(position.asked(job.id(), window.end()), List.of());
    }

    private Outcome look(CheckPosition position, String id) throws IOException, InterruptedException {
        ComplianceJobs api = jobs.make();
        ComplianceJobs.Job job = find(api, id);
        return switch (job.status()) {
            case "complete" -> {
                List<String> gone = download(api, job);
                LOG.infof("X has answered which posts are gone, source=%s, job=%s, gone=%d", source, id, gone.size());
                yield Outcome.of(position.answered(clock.instant()), gone);
            }
            case "failed", "expired" -> throw new JobLostException("the job of X " + job.status());
            default -> {
                Instant createdAt = job.createdAt();
                if (createdAt != null && clock.instant().isAfter(createdAt.plus(LONGEST_JOB))) {
                    throw new JobLostException("X has not answered the job for a day");
                }
                yield Outcome.of(position, List.of());
            }
        };
    }

    private static List<String> download(ComplianceJobs api, ComplianceJobs.Job job)
            throws IOException, InterruptedException {
        try {
            return api.gone(job);
        } catch (HttpRefusedException e) {
            if (e.status() / 100 == 4 && e.status() != 429) {
                throw new JobLostException("the answer of X is no longer there (" + e.status() + ")");
            }
            throw e;
        }
    }

    private static ComplianceJobs.Job find(ComplianceJobs api, String id) throws IOException, InterruptedException {
        try {
            return api.find(id);
        } catch (HttpRefusedException e) {
            if (e.status() == 404) {
                throw new JobLostException("X no longer knows the job");
            }
            throw e;
        }
    }

    /** What came of the last step, once. */
    Optional<Outcome> finished() throws InterruptedException {
        FutureTask<Outcome> task = running;
        if (task == null || !task.isDone()) {
            return Optional.empty();
        }
        running = null;
        try {
            Outcome outcome = task.get();
            turn.went(outcome.next());
            return Optional.of(outcome);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    private Optional<Outcome> failed(@Nullable Throwable cause) {
        String why = cause == null ? "" : String.valueOf(cause.getMessage());
        boolean jobLost = cause instanceof JobLostException;
        boolean lasting = cause instanceof SourceFailedException
                || (cause instanceof HttpRefusedException refused && LASTING.contains(refused.status()));
        Optional<Instant> since = turn.failed(lasting);
        LOG.warnf("It is not known which posts are gone at X, source=%s, cause=%s", source, why);
        if (since.isEmpty() && !jobLost) {
            return Optional.empty();
        }
        return Optional.of(new Outcome(
                jobLost ? from.lost() : from,
                List.of(),
                since.isPresent() ? "it is not known what was deleted at X: " + why : "",
                since.orElse(Instant.EPOCH)));
    }

    @Override
    public void close() {
        if (running != null) {
            running.cancel(true);
        }
        turn.release(source);
    }
}
