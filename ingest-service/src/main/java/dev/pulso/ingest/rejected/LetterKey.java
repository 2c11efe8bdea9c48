package dev.pulso.ingest.rejected;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where a dead letter stands in the list, on every replica the same; also the cursor. */
record LetterKey(Instant receivedAt, String id) implements Comparable<LetterKey> {
    private static final Comparator<LetterKey> ORDER =
            Comparator.comparing(LetterKey::receivedAt).thenComparing(LetterKey::id);

    static LetterKey of(DeadLetter letter) {
        return new LetterKey(letter.receivedAt(), letter.id());
    }

    /** @return null if it is no cursor of ours */
    static @Nullable LetterKey ofCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int gap = text.indexOf(' ');
            return gap < 0 ? null : new LetterKey(Instant.parse(text.substring(0, gap)), text.substring(gap + 1));
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    String cursor() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((receivedAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(LetterKey other) {
        return ORDER.compare(this, other);
    }
}
