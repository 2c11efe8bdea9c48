package dev.pulso.extractor.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told of a replay.
 *
 * @param read records seen so far: accepted + rejected + ignored + those on the way to the broker
 * @param accepted posts the broker has acknowledged
 * @param rejected records refused, each of them also on {@code pulso.events.rejected}
 * @param ignored valid records that are no posts
 * @param errors the first refusals, a bounded number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayReport(
        String id,
        ReplayState state,
        String format,
        long read,
        long accepted,
        long rejected,
        long ignored,
        List<ReplayError> errors,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
