package dev.pulso.processor.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What one record says: exactly one of {@code post}, {@code event} and {@code rejected}.
 *
 * @param at where the record stands
 * @param subject whom a rejection is about: the sender's id, else the place of the record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fact(
        Origin at,
        @Nullable PostFact post,
        @Nullable ActivityChange event,
        @Nullable Rejection rejected,
        @Nullable String subject) {

    public static Fact of(Origin at, PostFact post) {
        return new Fact(at, post, null, null, null);
    }

    public static Fact of(Origin at, ActivityChange event) {
        return new Fact(at, null, event, null, null);
    }

    public static Fact of(Origin at, Rejection rejected, String subject) {
        return new Fact(at, null, null, rejected, subject);
    }
}
