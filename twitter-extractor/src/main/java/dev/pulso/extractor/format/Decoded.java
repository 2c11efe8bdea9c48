package dev.pulso.extractor.format;

import dev.pulso.contracts.post.Post;
import org.jspecify.annotations.Nullable;

/** What one record of a file or stream turned out to be. */
public sealed interface Decoded {
    /** A post, ready to publish. */
    record Read(Post post) implements Decoded {}

    /**
     * Not what the format promises.
     *
     * @param code stable reason code
     * @param pointer JSON pointer to the offending place; empty for the whole record
     * @param detail the reason in words, without payload
     */
    record Refused(String code, String pointer, String detail) implements Decoded {}

    /** A valid record that is no post, such as a like or a keep-alive. */
    record Ignored() implements Decoded {}

    Decoded IGNORED = new Ignored();

    static Decoded missing(String pointer) {
        return new Refused("missing-field", pointer, pointer + " is missing or empty");
    }

    static Decoded invalidTime(String pointer, @Nullable String expected) {
        return new Refused(
                "invalid-time",
                pointer,
                pointer + " is no time" + (expected == null ? "" : " of the form " + expected));
    }
}
