package dev.pulso.extractor.bluesky;

import dev.pulso.extractor.format.JetstreamFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the network has been read.
 *
 * @param host which gave {@code seq}; numbers of different hosts have nothing in common
 * @param seq the host's number of the last event; absent in wire version 1
 * @param time when the last event was seen; absent in a new source
 * @param purge deleted accounts whose posts are still to be deleted
 */
record BlueskyPosition(
        String host, @Nullable Long seq, @Nullable Instant time, Set<String> purge) {
    BlueskyPosition {
        purge = Set.copyOf(purge);
    }

    static BlueskyPosition of(Map<String, String> stored) {
        String seq = stored.get("seq");
        String micros = stored.get("timeUs");
        return new BlueskyPosition(
                stored.getOrDefault("host", ""),
                seq == null ? null : Long.valueOf(seq),
                micros == null ? null : Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS),
                Arrays.stream(stored.getOrDefault("purge", "").split(" ", -1))
                        .filter(did -> !did.isEmpty())
                        .collect(Collectors.toSet()));
    }

    Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        stored.put("host", host);
        if (seq != null) {
            stored.put("seq", seq.toString());
        }
        if (time != null) {
            stored.put("timeUs", Long.toString(micros(time)));
        }
        if (!purge.isEmpty()) {
            stored.put("purge", String.join(" ", purge));
        }
        return stored;
    }

    /** Behind a frame of a host. Its time never goes back: late events are marked with when they were due. */
    BlueskyPosition after(String sender, JetstreamFrame frame) {
        Instant seen = frame.time();
        Instant latest = time == null || (seen != null && seen.isAfter(time)) ? seen : time;
        Set<String> accounts = purge;
        if (frame.deletedAccount() != null) {
            accounts = new LinkedHashSet<>(purge);
            accounts.add(frame.deletedAccount());
        }
        Long number = frame.seq() != null ? frame.seq() : sender.equals(host) ? seq : null;
        return new BlueskyPosition(sender, number, latest, accounts);
    }

    BlueskyPosition purged(Set<String> accounts) {
        Set<String> left = new LinkedHashSet<>(purge);
        left.removeAll(accounts);
        return new BlueskyPosition(host, seq, time, left);
    }

    /** The cursor by number, where {@code sender} is who gave it; it is exact. */
    @Nullable
    Long numberFor(String sender) {
        return sender.equals(host) ? seq : null;
    }

    /** The cursor by time, which every host understands. */
    @Nullable
    Long timeCursor(Duration rewind) {
        return time == null ? null : Long.valueOf(micros(time.minus(rewind)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
