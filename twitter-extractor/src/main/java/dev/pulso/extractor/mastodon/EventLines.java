package dev.pulso.extractor.mastodon;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Puts the lines of an event stream together. Comments, which keep the connection alive, are nothing. */
final class EventLines {
    /** An event with its data. */
    record Event(String name, byte[] data) {}

    private String name = "";
    private final StringBuilder data = new StringBuilder();

    /** The event that ends with this line. */
    Optional<Event> take(String line) {
        if (line.isEmpty()) {
            Optional<Event> event = data.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Event(name, data.toString().getBytes(StandardCharsets.UTF_8)));
            name = "";
            data.setLength(0);
            return event;
        }
        if (line.startsWith("event:")) {
            name = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n")
                    .append(line.substring("data:".length()).strip());
        }
        return Optional.empty();
    }
}
