package dev.pulso.results.webhook;

import dev.pulso.results.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A message that waits to be told.
 *
 * @param fact what it is about; a webhook hears of a fact once
 * @param body as it is sent and signed
 */
record Message(UUID webhook, String fact, String type, String body) {
    private static final String PREFIX = "msg_";
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    /** Made of its parts, so that the same fact is the same message after every crash and in every replica. */
    UUID id() {
        return UUID.nameUUIDFromBytes((webhook + "|" + fact).getBytes(StandardCharsets.UTF_8));
    }

    /** The {@code webhook-id} of a message. */
    static String headerOf(UUID id) {
        return PREFIX + id.toString().replace("-", "");
    }

    /** @throws ProblemException if a cursor holds no such id */
    static UUID idOf(String header) {
        String digits = header.startsWith(PREFIX) ? header.substring(PREFIX.length()) : "";
        if (!DIGITS.matcher(digits).matches()) {
            throw ProblemException.parameter("after", "is not a cursor of this list");
        }
        return new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
    }
}
