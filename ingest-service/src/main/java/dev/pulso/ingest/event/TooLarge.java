package dev.pulso.ingest.event;

/** Events above the limit. Their bytes are not kept. */
final class TooLarge {
    private TooLarge() {}

    static Incoming event() {
        EventError error = new EventError(
                EventFault.EVENT_TOO_LARGE,
                "",
                "the event is larger than pulso.intake.max-event; its bytes are not kept");
        return new Incoming.Bad(new byte[0], EnvelopeParser.STRUCTURED, null, error);
    }
}
