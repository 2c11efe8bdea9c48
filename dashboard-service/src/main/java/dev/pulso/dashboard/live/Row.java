package dev.pulso.dashboard.live;

import java.time.Instant;

/**
 * The latest known value of one key of a view. Compared by identity of its bytes: they are shared, never copied.
 *
 * @param time event time; decides how long the row is live
 * @param version of two rows of one key, the higher is the truth
 * @param json {@code data} of the message, on one line
 */
@SuppressWarnings("ArrayRecordComponent") // shared by every client; a defensive copy per reader would defeat that
public record Row(View view, String key, Instant time, long version, byte[] json) {}
