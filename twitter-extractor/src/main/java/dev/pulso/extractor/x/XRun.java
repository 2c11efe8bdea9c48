package dev.pulso.extractor.x;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post.Ingest.Mode;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.format.XReader;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.source.BudgetExhaustedException;
import dev.pulso.extractor.source.SourceSession;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a source of X: what is read goes through here, is paid, sent, and moves the cursor. */
final class XRun {
    private final String id;
    private final SourceSession session;
    private final Intake intake;
    private final XReader reader;
    private final List<Budget> budgets;
    private final Clock clock;
    private XPosition position;

    XRun(String id, SourceSession session, Intake intake, XReader reader, List<Budget> budgets, Clock clock) {
        this.id = id;
        this.session = session;
        this.intake = intake;
        this.reader = reader;
        this.budgets = budgets;
        this.clock = clock;
        this.position = XPosition.of(session.position());
    }

    XPosition position() {
        return position;
    }

    void streaming() {
        session.streaming();
    }

    /** Posts that may be read now. */
    long left() {
        return budgets.stream().mapToLong(Budget::left).min().orElse(0);
    }

    /** Where there is budget again: what was not read meanwhile is lost, for to read it now would spend it again. */
    void begin() throws InterruptedException {
        requireBudget(1);
        Instant exhausted = position.exhausted();
        if (exhausted != null) {
            gap(exhausted, "the budget of posts was used up");
            position = position.renewed();
            intake.at(position.stored());
            intake.save();
        }
    }

    /** @throws BudgetExhaustedException if fewer posts than {@code posts} may be read */
    void requireBudget(long posts) throws InterruptedException {
        if (left() >= posts) {
            return;
        }
        position = position.exhaustedAt(clock.instant());
        intake.at(position.stored());
        intake.save();
        Instant until = budgets.stream()
                .filter(budget -> budget.left() < posts)
                .map(Budget::renewed)
                .max(Instant::compareTo)
                .orElseThrow();
        throw new BudgetExhaustedException("the budget of posts is used up", until);
    }

    XReader.Batch read(String json) {
        XReader.Batch batch = reader.read(json.getBytes(StandardCharsets.UTF_8));
        budgets.forEach(budget -> budget.spend(batch.posts()));
        return batch;
    }

    void send(XReader.Batch batch, String json, Mode mode) throws InterruptedException {
        for (Decoded decoded : batch.decoded()) {
            intake.take(decoded, json.getBytes(StandardCharsets.UTF_8), mode);
        }
    }

    /** Moves the cursor; everything up to {@code newestId} has been sent. */
    void at(@Nullable String newestId) {
        position = position.after(newestId, clock.instant());
        intake.at(position.stored());
    }

    /** Sends the deletions that a check has found, and keeps how far it has come. */
    void checked(ComplianceCheck.Outcome outcome) throws InterruptedException {
        for (String postId : outcome.gone()) {
            intake.take(reader.deletion(postId), Mode.LIVE);
        }
        if (!outcome.lost().isEmpty()) {
            gap(outcome.since(), outcome.lost());
        }
        position = position.checked(outcome.next());
        intake.at(position.stored());
        intake.save();
    }

    /** To be called now and then, for nothing may follow the last record for long. */
    void saveIfDue() throws InterruptedException {
        intake.saveIfDue();
    }

    void save() throws InterruptedException {
        intake.save();
    }

    /** Gives back what of the budgets was set aside. */
    void release() {
        // Files cannot be written by a thread that is being stopped.
        boolean stopped = Thread.interrupted();
        budgets.forEach(Budget::release);
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void gap(Instant from, String reason) {
        Instant now = clock.instant();
        session.gap(new Gap(id, from.isAfter(now) ? now : from, now, reason));
    }
}
