package dev.pulso.ingest.rejected;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a replay, in the shape of the answer to events.
 *
 * @param alreadyReplayed true if it had been sent before: nothing was sent now, the result is that of then
 * @param replayed when and where to it was sent; null if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayAnswer(
        int accepted,
        int rejected,
        int retry,
        List<Result> results,
        boolean alreadyReplayed,
        DeadLetter.@Nullable Replayed replayed) {

    /** As in the answer to events. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            int index,
            @Nullable String id,
            String status,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Failure error) {}

    /** Why not. */
    record Failure(String code, String pointer, String detail) {
        static Failure of(EventError error) {
            return new Failure(error.fault().code(), error.pointer(), error.detail());
        }
    }

    ReplayAnswer {
        results = List.copyOf(results);
    }

    static ReplayAnswer accepted(@Nullable String id, DeadLetter.Replayed replayed, boolean already) {
        Result result = new Result(0, id, "accepted", replayed.partition(), replayed.offset(), null);
        return new ReplayAnswer(1, 0, 0, List.of(result), already, replayed);
    }

    static ReplayAnswer failed(@Nullable String id, Outcome outcome) {
        boolean again = outcome instanceof Outcome.Retry;
        EventError error =
                outcome instanceof Outcome.Retry retry ? retry.error() : ((Outcome.Rejected) outcome).error();
        Result result = new Result(0, id, again ? "retry" : "rejected", null, null, Failure.of(error));
        return new ReplayAnswer(0, again ? 0 : 1, again ? 1 : 0, List.of(result), false, null);
    }

    int status() {
        if (retry > 0) {
            return 503;
        }
        if (rejected > 0) {
            return 422;
        }
        return alreadyReplayed ? 200 : 202;
    }
}
