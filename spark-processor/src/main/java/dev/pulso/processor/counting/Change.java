package dev.pulso.processor.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.rejection.Rejection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing to add to the counts of a batch: exactly one of {@code hashtag}, {@code related}, {@code activity} and {@code
 * rejected}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        @Nullable HashtagChange hashtag,
        @Nullable RelatedChange related,
        @Nullable ActivityChange activity,
        @Nullable Rejection rejected,
        @Nullable String subject) {

    static Change of(HashtagChange hashtag) {
        return new Change(hashtag, null, null, null, null);
    }

    static Change of(RelatedChange related) {
        return new Change(null, related, null, null, null);
    }

    static Change of(ActivityChange activity) {
        return new Change(null, null, activity, null, null);
    }

    static Change of(Rejection rejected, String subject) {
        return new Change(null, null, null, rejected, subject);
    }

    /** Equal for what must be counted in one place, in every JVM. */
    public int place() {
        if (hashtag != null) {
            HashtagChange.Key key = hashtag.key();
            return Objects.hash(key.windowStart(), key.tag(), key.network(), key.lang());
        }
        if (related != null) {
            RelatedChange.Key key = related.key();
            return Objects.hash(key.windowStart(), key.tag(), key.related(), key.network(), key.lang());
        }
        if (activity != null) {
            return Objects.hash(
                    activity.key().windowStart(),
                    activity.key().type(),
                    activity.key().source());
        }
        return Objects.hashCode(subject);
    }
}
