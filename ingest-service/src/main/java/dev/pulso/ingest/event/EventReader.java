package dev.pulso.ingest.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes one event after the other from a body of any length. */
public interface EventReader {
    /**
     * @return the next event, or null at the end
     * @throws BrokenBodyException if there is no way to tell where the next event would begin
     * @throws IOException if the client is gone
     */
    @Nullable
    Incoming next() throws BrokenBodyException, IOException;
}
