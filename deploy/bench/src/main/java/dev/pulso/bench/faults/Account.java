package dev.pulso.bench.faults;

import dev.pulso.bench.load.Book;
import dev.pulso.bench.load.Outcome;
import dev.pulso.bench.load.PostPlan;
import dev.pulso.bench.oracle.Difference;
import dev.pulso.bench.oracle.Findings;
import dev.pulso.bench.oracle.Places;
import dev.pulso.bench.oracle.Recount;
import dev.pulso.bench.oracle.Totals;
import dev.pulso.local.settings.Node;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Draws the account of a scene: assertions A1 to A8. */
final class Account {
    /** The stream keeps 70 minutes back from the newest; windows close to its edge may be gone. */
    private static final Duration STREAM_KEEPS = Duration.ofMinutes(60);

    /** A worker's executor is a process below it and counts with it, as the launcher plans it. */
    private static final int EXECUTOR_MEGABYTES = 1152;

    private static final int NATIVE_MEGABYTES = 420;
    private static final int PROCESSOR_NATIVE_MEGABYTES = 900;

    private final Scene scene;
    private final Places places;

    Account(Scene scene) {
        this.scene = scene;
        this.places = new Places(scene.system(), scene.mark());
    }

    /**
     * The whole account.
     *
     * @param drained whether everything is counted; if not, what is missing is late and not lost, and is not compared
     */
    Findings close(boolean drained) throws SQLException {
        Recount recount = scene.recount();
        Findings.Builder findings = new Findings.Builder();
        delivered(findings, "events", scene.events().book(), recount.eventIds());
        delivered(findings, "posts", scene.posts().book(), recount.postIds());
        if (drained) {
            counted(findings, recount.totals());
        }
        findings.note(
                scene.stream().contradictions() == 0,
                "A4 the stream told one version with two counts "
                        + scene.stream().contradictions() + " times");
        behaviour(findings);
        scene.brokenSoFar().forEach(line -> findings.note(false, line));
        return findings.build();
    }

    private void counted(Findings.Builder findings, Totals expected) throws SQLException {
        Difference database = Difference.between(expected, places.database());
        if (scene.isLossy()) {
            long told = KnownGaps.eventsLostSaid(scene.system());
            scene.remark(told + " events were taken away and are told as a gap");
            findings.note(
                    told > 0 && database.over() == 0 && database.under() == told,
                    "A5 " + told + " events are told as lost, but " + database);
            return;
        }
        findings.counted("database", database);
        findings.counted(
                "REST",
                Difference.between(Places.withoutLanguages(expected), places.rest(Set.copyOf(PostPlan.tags()))));
        findings.counted("live stream", streamDifference());
    }

    /** What is known when the row could not be brought to its end. */
    Findings sofar() {
        Findings.Builder findings = new Findings.Builder();
        scene.brokenSoFar().forEach(line -> findings.note(false, line));
        return findings.build();
    }

    /** The live stream beside the recount, for the windows it keeps. */
    Difference streamDifference() {
        Instant to = Instant.now().plus(Duration.ofMinutes(2));
        Instant from = Instant.now().minus(STREAM_KEEPS);
        return Difference.between(
                Places.between(scene.recount().totals(), from, to),
                Places.between(places.stream(scene.stream().items().values()), from, to));
    }

    private static void delivered(Findings.Builder findings, String what, Book book, Set<String> there) {
        findings.delivered(what, book.sent(), book.with(Outcome.OK), book.with(Outcome.FAIL), there);
    }

    /** A7 and A8. */
    private void behaviour(Findings.Builder findings) {
        scene.events().refusals().faults().forEach(fault -> findings.note(false, "A7 " + fault));
        if (scene.events().refusals().seen() > 0) {
            scene.remark(scene.events().refusals().seen() + " answers 503 or 429");
        }
        long unanswered = scene.events().timeline().saying("HttpTimeoutException");
        if (unanswered > 0) {
            scene.remark(unanswered + " requests ran into the client's time-out of 15 s");
        }
        scene.health().largestMegabytes().forEach((node, megabytes) -> {
            long most = mostMegabytes(node);
            findings.note(megabytes <= most, "A7 " + node.title() + " used " + megabytes + " of " + most + " MB");
        });
        scene.stream().gaps().forEach((reason, times) -> scene.remark("announced gap " + reason + " x" + times));
    }

    private long mostMegabytes(Node node) {
        long heap = scene.system().settings().memory(node.part());
        return heap
                + switch (node.part()) {
                    case PROCESSOR -> PROCESSOR_NATIVE_MEGABYTES;
                    case SPARK_WORKER -> NATIVE_MEGABYTES + EXECUTOR_MEGABYTES;
                    default -> NATIVE_MEGABYTES;
                };
    }
}
