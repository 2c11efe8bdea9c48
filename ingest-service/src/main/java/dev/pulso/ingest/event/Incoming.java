package dev.pulso.ingest.event;

import org.jspecify.annotations.Nullable;

/** One event as it came in. */
public sealed interface Incoming {
    /** The caller's id, if it could be read. */
    @Nullable
    String id();

    /** Bytes this event holds in memory. */
    int size();

    /** @param bytes the event in structured mode, as received */
    record Good(byte[] bytes, Envelope envelope) implements Incoming {
        @Override
        public String id() {
            return envelope.id();
        }

        @Override
        public int size() {
            return bytes.length;
        }
    }

    /**
     * @param raw the bytes as received; empty if there were too many
     * @param contentType media type of {@code raw}
     */
    record Bad(byte[] raw, String contentType, @Nullable String id, EventError error) implements Incoming {
        @Override
        public int size() {
            return raw.length;
        }
    }
}
