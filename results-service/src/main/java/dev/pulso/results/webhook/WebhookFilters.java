package dev.pulso.results.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.trend.Trend;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook wants to hear of; null leaves a dimension open.
 *
 * @param tag counting form
 * @param states states of a trend that are told
 * @param segment the segment an entity comes into or leaves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookFilters(
        @Nullable String tag,
        @Nullable String network,
        @Nullable String lang,
        @Nullable Set<Trend.State> states,
        @Nullable String segmentation,
        @Nullable String segment,
        @Nullable String entity) {

    /** A trend over all networks is another trend than that of one: without a filter the widest view is told. */
    boolean wants(Trend trend) {
        return fits(tag, trend.tag())
                && Objects.equals(network, trend.network())
                && Objects.equals(lang, trend.lang())
                && (states == null ? trend.state() == Trend.State.RISING : states.contains(trend.state()));
    }

    boolean wants(Member member) {
        boolean moved = !Objects.equals(member.segment(), member.previousSegment());
        return moved
                && fits(segmentation, member.segmentation())
                && fits(entity, member.entity())
                && (segment == null || segment.equals(member.segment()) || segment.equals(member.previousSegment()));
    }

    private static boolean fits(@Nullable String wanted, String found) {
        return wanted == null || wanted.equals(found);
    }
}
