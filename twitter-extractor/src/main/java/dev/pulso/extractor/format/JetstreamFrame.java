package dev.pulso.extractor.format;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a live Jetstream, of either wire version.
 *
 * @param seq the host's own number of the event; absent in version 1
 * @param time when the host saw it; absent if the frame is no event
 * @param deletedAccount whose account is gone for good
 * @param notice what the host has to say about the stream, such as {@code OutdatedCursor}; empty for none
 * @param terminal whether the host hangs up after this notice
 * @param decoded what the event is to us
 */
public record JetstreamFrame(
        @Nullable Long seq,
        @Nullable Instant time,
        @Nullable String deletedAccount,
        String notice,
        boolean terminal,
        List<Decoded> decoded) {}
