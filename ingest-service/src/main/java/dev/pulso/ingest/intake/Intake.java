package dev.pulso.ingest.intake;

import dev.pulso.ingest.answer.Answer;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.BrokenBodyException;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.event.EventReader;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body through: read a chunk, send it, and while the broker works on it read the next. At most two chunks of a
 * request are in memory, whatever the size of its body.
 */
final class Intake {
    /** Sent at once, and waits for room as a whole: so small that many bodies at a time come on side by side. */
    private static final int PORTION_BYTES = 64 * 1024;

    private final EventReader reader;
    private final Target target;
    private final Answer answer;
    private final IntakeConfig limits;
    private boolean anythingSent;

    /** Events sent together; of them only the ids are kept. */
    private record Pending(List<@Nullable String> ids, CompletableFuture<List<Outcome>> outcomes) {}

    Intake(EventReader reader, Target target, Answer answer, IntakeConfig limits) {
        this.reader = reader;
        this.target = target;
        this.answer = answer;
        this.limits = limits;
    }

    /** @throws ProblemException if nothing of the body could be used */
    void run() throws IOException {
        List<Pending> before = List.of();
        boolean more = true;
        while (more) {
            List<Incoming> chunk = new ArrayList<>();
            @Nullable BrokenBodyException broken = null;
            try {
                more = fill(chunk);
            } catch (BrokenBodyException e) {
                broken = e;
                more = false;
            }
            if (broken != null && !anythingSent) {
                throw problem(broken);
            }
            List<Pending> now = send(chunk);
            settle(before);
            before = now;
            if (broken != null) {
                settle(before);
                answer.add(null, new Outcome.Rejected(new EventError(EventFault.BROKEN_BODY, "", broken.detail())));
                answer.stopHere();
                return;
            }
            if (answer.needsRetry()) {
                settle(before);
                if (more) {
                    answer.stopHere();
                }
                return;
            }
        }
        settle(before);
    }

    /**
     * Takes through a body that is there as a whole and is no longer than a chunk, without waiting for anything.
     *
     * @return done when all outcomes are in the answer
     * @throws ProblemException if nothing of the body could be used
     */
    CompletableFuture<Void> runAtOnce() throws IOException {
        List<Incoming> events = new ArrayList<>();
        try {
            while (fill(events)) {
                // A chunk is full; a short body may still hold more of the smallest events.
            }
        } catch (BrokenBodyException e) {
            throw problem(e);
        }
        List<Pending> pending = send(events);
        CompletableFuture<?>[] all = pending.stream().map(Pending::outcomes).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).thenRun(() -> {
            try {
                settle(pending);
            } catch (IOException e) {
                throw new UncheckedIOException("an answer cannot be kept", e);
            }
        });
    }

    private boolean fill(List<Incoming> chunk) throws BrokenBodyException, IOException {
        int bytes = 0;
        for (int events = 0; events < limits.chunkEvents() && bytes < limits.chunkBytes(); events++) {
            Incoming event = next();
            if (event == null) {
                return false;
            }
            chunk.add(event);
            bytes += event.size();
        }
        return true;
    }

    private @Nullable Incoming next() throws BrokenBodyException, IOException {
        try {
            return reader.next();
        } catch (Body.TooLargeException e) {
            throw new BrokenBodyException(BrokenBodyException.Kind.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (ZipException | EOFException e) {
            throw new BrokenBodyException(BrokenBodyException.Kind.MALFORMED, "the body is no gzip, or ends too early");
        }
    }

    private List<Pending> send(List<Incoming> chunk) {
        List<Pending> pending = new ArrayList<>();
        int from = 0;
        while (from < chunk.size()) {
            List<Incoming> portion = chunk.subList(from, endOfPortion(chunk, from));
            from += portion.size();
            List<@Nullable String> ids = new ArrayList<>(portion.size());
            portion.forEach(event -> ids.add(event.id()));
            pending.add(new Pending(ids, target.take(portion)));
            anythingSent = true;
        }
        return pending;
    }

    private static int endOfPortion(List<Incoming> chunk, int from) {
        int end = from;
        int bytes = 0;
        while (end < chunk.size() && bytes < PORTION_BYTES) {
            bytes += chunk.get(end).size();
            end++;
        }
        return end;
    }

    private void settle(List<Pending> chunk) throws IOException {
        for (Pending pending : chunk) {
            List<Outcome> outcomes = pending.outcomes().join();
            for (int i = 0; i < outcomes.size(); i++) {
                answer.add(pending.ids().get(i), outcomes.get(i));
            }
        }
    }

    static ProblemException problem(BrokenBodyException e) {
        ProblemType type = switch (e.kind()) {
            case EMPTY -> ProblemType.EMPTY_BODY;
            case MALFORMED -> ProblemType.MALFORMED_BODY;
            case BODY_TOO_LARGE -> ProblemType.BODY_TOO_LARGE;
            case EVENT_TOO_LARGE -> ProblemType.EVENT_TOO_LARGE;
        };
        return new ProblemException(type, e.detail());
    }
}
