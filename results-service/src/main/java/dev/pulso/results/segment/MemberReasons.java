package dev.pulso.results.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.segment.Member;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What places an entity in its segment.
 *
 * @param features its numbers, in original units
 * @param nearest the second nearest segment
 * @param why what places it there, in words
 * @param mover the smallest change of one feature that would move it to {@code nearest}, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MemberReasons(
        @Nullable Map<String, Double> features,
        @Nullable String nearest,
        @Nullable String why,
        @Nullable String mover) {
    static final MemberReasons NONE = new MemberReasons(null, null, null, null);

    static String json(Member member) {
        try {
            return MessageCodec.mapper()
                    .writeValueAsString(
                            new MemberReasons(member.features(), member.nearest(), member.why(), member.mover()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MemberReasons read(@Nullable String json) {
        try {
            return json == null ? NONE : MessageCodec.mapper().readValue(json, MemberReasons.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
