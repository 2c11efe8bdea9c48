package dev.pulso.ingest.rejected;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the list, newest first. {@code next} is the value of {@code after} for the part behind it. */
record LetterPage(List<DeadLetter> items, @Nullable String next) {
    LetterPage {
        items = List.copyOf(items);
    }

    /** @param found up to one more than {@code limit}: the sign that there is a next part */
    static LetterPage of(List<DeadLetter> found, int limit) {
        return found.size() <= limit
                ? new LetterPage(found, null)
                : new LetterPage(
                        found.subList(0, limit),
                        LetterKey.of(found.get(limit - 1)).cursor());
    }
}
