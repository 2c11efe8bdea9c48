package dev.pulso.ingest.rejected;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.BrokenBodyException;
import dev.pulso.ingest.event.EventReaders;
import dev.pulso.ingest.event.EventStamps;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.intake.Checks;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import dev.pulso.ingest.publish.EventPublisher;
import dev.pulso.ingest.publish.Outgoing;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends a dead letter again. However often that is asked for, on however many replicas: the event keeps its source and
 * id, and by those it counts once.
 */
@Singleton
class Replay {
    /** Origins whose records belong into {@code pulso.events}; those of other topics do not. */
    private static final String OURS = "ingest-service";

    private static final String FROM_EVENTS = Topics.EVENTS_NAME + "-";
    private static final Duration READ_BACK = Duration.ofSeconds(5);

    private final Letters letters;
    private final Checks checks;
    private final EventPublisher publisher;
    private final Clock clock = Clock.systemUTC();

    Replay(Letters letters, Checks checks, EventPublisher publisher) {
        this.letters = letters;
        this.checks = checks;
        this.publisher = publisher;
    }

    /**
     * @param mended the event to send instead, or null to send it as it came
     * @throws ProblemException if it cannot be sent at all
     */
    synchronized ReplayAnswer run(String id, @Nullable Incoming mended, @Nullable String traceparent) {
        DeadLetter letter = letters.find(id);
        if (letter.replayed() != null) {
            return ReplayAnswer.accepted(letter.eventId(), letter.replayed(), true);
        }
        if (!letter.origin().equals(OURS) && !letter.origin().startsWith(FROM_EVENTS)) {
            throw no("it is a record of another topic: its sender has to mend it");
        }
        if (!checks.ready()) {
            throw Letters.away();
        }
        ConsumerRecord<byte[], byte[]> record = letters.fetch(letter);
        LetterCodec.Whole whole = LetterCodec.read(record);
        if (whole == null) {
            throw Letters.unknown();
        }
        Incoming event = checks.check(mended == null ? asItCame(whole) : sameIdentity(whole, mended));
        if (event instanceof Incoming.Bad bad) {
            return ReplayAnswer.failed(bad.id(), new Outcome.Rejected(bad.error()));
        }
        return send(record, letter, (Incoming.Good) event, traceparent);
    }

    private ReplayAnswer send(
            ConsumerRecord<byte[], byte[]> record,
            DeadLetter letter,
            Incoming.Good event,
            @Nullable String traceparent) {
        String valueField = checks.valueField(event.envelope().type());
        // An event without a time happened when it first came in, not when it was mended.
        byte[] stamped = EventStamps.stamp(event, letter.receivedAt(), valueField, traceparent);
        Outcome outcome = publisher
                .send(Outgoing.of(Topics.EVENTS_NAME, event.envelope().key(), stamped, traceparent))
                .join();
        if (!(outcome instanceof Outcome.Accepted placed)) {
            return ReplayAnswer.failed(event.id(), outcome);
        }
        DeadLetter.Replayed replayed = new DeadLetter.Replayed(
                clock.instant().truncatedTo(ChronoUnit.MILLIS), placed.partition(), placed.offset());
        mark(record, replayed);
        return ReplayAnswer.accepted(event.id(), replayed, false);
    }

    private static Incoming asItCame(LetterCodec.Whole whole) {
        String media = whole.letter().contentType();
        if (whole.raw().length == 0) {
            throw no("its bytes were not kept: send the mended event as the body");
        }
        if (media != null && !media.startsWith(CloudEvent.CONTENT_TYPE)) {
            throw no("it did not come as one structured event: send the mended event as the body");
        }
        try {
            Incoming event = EventReaders.structured(new ByteArrayInputStream(whole.raw()), whole.raw().length)
                    .next();
            if (event != null) {
                return event;
            }
        } catch (BrokenBodyException | IOException e) {
            throw no("it is no JSON object: send the mended event as the body");
        }
        throw no("its bytes were not kept: send the mended event as the body");
    }

    private static Incoming sameIdentity(LetterCodec.Whole whole, Incoming mended) {
        if (mended instanceof Incoming.Good good) {
            String id = whole.letter().eventId();
            requireSame("id", id, good.envelope().id());
            // A source alone says nothing about which event it was.
            requireSame(
                    "source",
                    id == null ? null : whole.source(),
                    good.envelope().source());
        }
        return mended;
    }

    private static void requireSame(String name, @Nullable String before, String now) {
        if (before != null && !before.isEmpty() && !before.equals(now)) {
            throw new ProblemException(
                    ProblemType.IDENTITY_CHANGED,
                    "the " + name + " of the mended event differs: it would count as another event");
        }
    }

    private void mark(ConsumerRecord<byte[], byte[]> record, DeadLetter.Replayed replayed) {
        try {
            // Behind the letter in its own partition, whatever its key: no reader sees the mark first.
            Outcome outcome = publisher
                    .send(new Outgoing(
                            record.topic(),
                            record.partition(),
                            record.key(),
                            LetterCodec.mark(record.value(), replayed),
                            null))
                    .join();
            if (outcome instanceof Outcome.Accepted placed) {
                letters.await(placed.partition(), placed.offset(), READ_BACK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("it was read a moment ago", e);
        }
    }

    private static ProblemException no(String reason) {
        return new ProblemException(ProblemType.NOT_REPLAYABLE, reason);
    }
}
