package dev.pulso.extractor.x;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far it is known which posts are gone at X.
 *
 * @param checked when all posts had last been asked about; absent in a new source
 * @param job id of the job that X is working on
 * @param upTo the last job asked about posts up to this id, and there are more; 0 where it was the last of a round
 */
record CheckPosition(@Nullable Instant checked, @Nullable String job, long upTo) {
    private static final String CHECKED = "deletionsChecked";
    private static final String JOB = "deletionsJob";
    private static final String UP_TO = "deletionsUpTo";

    static CheckPosition of(Map<String, String> stored) {
        String checked = stored.get(CHECKED);
        return new CheckPosition(
                checked == null ? null : Instant.parse(checked),
                stored.get(JOB),
                Long.parseLong(stored.getOrDefault(UP_TO, "0")));
    }

    void store(Map<String, String> stored) {
        if (checked != null) {
            stored.put(CHECKED, checked.toString());
        }
        if (job != null) {
            stored.put(JOB, job);
        }
        if (upTo > 0) {
            stored.put(UP_TO, Long.toString(upTo));
        }
    }

    CheckPosition asked(String newJob, long newUpTo) {
        return new CheckPosition(checked, newJob, newUpTo);
    }

    /** Behind a job that has been answered. */
    CheckPosition answered(Instant now) {
        return new CheckPosition(upTo == 0 ? now : checked, null, upTo);
    }

    /** Behind a job that will never be answered: the round begins anew. */
    CheckPosition lost() {
        return new CheckPosition(checked, null, 0);
    }
}
