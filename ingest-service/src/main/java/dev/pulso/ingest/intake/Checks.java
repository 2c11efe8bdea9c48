package dev.pulso.ingest.intake;

import dev.pulso.ingest.event.Incoming;
import org.jspecify.annotations.Nullable;

/** What an event has to pass beyond the rules of CloudEvents: the schema of its type. */
public interface Checks {
    /** Whether the schemas are known. Before, an event is neither good nor bad. */
    boolean ready();

    /** @return the event itself, or why it is refused */
    Incoming check(Incoming event);

    /** @return JSON pointer into {@code data} of the number to sum for events of this type, if there is one */
    @Nullable
    String valueField(String type);
}
