package dev.pulso.extractor.x;

import dev.pulso.extractor.source.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who of all sources of X may ask what was deleted, and when: X works on one job of an app at a time. */
final class ComplianceTurn {
    private final boolean on;
    private final Duration every;
    private final Duration poll;
    private final Backoff backoff;
    private final Clock clock;
    private final Instant began;
    private @Nullable String owner;
    private @Nullable Instant latest;
    private Instant notBefore = Instant.EPOCH;
    private int failures;
    private boolean told;

    ComplianceTurn(XConfig config, Clock clock) {
        this.on = config.compliance();
        this.every = config.complianceEvery();
        this.poll = config.compliancePoll();
        this.backoff = Backoff.doubling(config.limitFirst(), config.limitLongest());
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Whether the source may take the next step now. It then has the turn until it is done, fails, or gives up. */
    synchronized boolean take(String source, CheckPosition position) {
        Instant now = clock.instant();
        if (!on || now.isBefore(due(position)) || (owner != null && !owner.equals(source))) {
            return false;
        }
        owner = source;
        return true;
    }

    private Instant due(CheckPosition position) {
        Instant checked = position.checked();
        if (checked != null && (latest == null || checked.isAfter(latest))) {
            latest = checked;
        }
        boolean begun = position.job() != null || position.upTo() > 0;
        Instant due = begun || latest == null ? Instant.EPOCH : latest.plus(every);
        return due.isBefore(notBefore) ? notBefore : due;
    }

    /** When it is worth coming back; never at once. */
    synchronized Instant next(CheckPosition position) {
        if (!on) {
            return Instant.MAX;
        }
        Instant soon = clock.instant().plus(poll);
        Instant due = due(position);
        return due.isBefore(soon) ? soon : due;
    }

    /** A step was taken, and led to {@code next}. */
    synchronized void went(CheckPosition next) {
        failures = 0;
        told = false;
        if (next.job() != null) {
            notBefore = clock.instant().plus(poll);
        } else {
            owner = null;
            due(next);
        }
    }

    /**
     * A step was not possible.
     *
     * @param lasting whether it will not be possible soon
     * @return since when deletions are not known, if that has to be told: once, and not for what mends itself in time
     */
    synchronized Optional<Instant> failed(boolean lasting) {
        owner = null;
        failures++;
        Instant now = clock.instant();
        notBefore = now.plus(lasting ? every : backoff.after(failures, RandomGenerator.getDefault()));
        Instant since = Objects.requireNonNullElse(latest, began);
        boolean overdue = now.isAfter(since.plus(every.multipliedBy(2)));
        if (told || !(lasting || overdue)) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(since);
    }

    synchronized void release(String source) {
        if (source.equals(owner)) {
            owner = null;
        }
    }
}
