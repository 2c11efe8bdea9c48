package dev.pulso.bench.load;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The outcome of every message, by its id. Safe for many threads. */
public final class Book {
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

    /** Before a message is sent: from now on it may appear. */
    public void sending(String id) {
        outcomes.putIfAbsent(id, Outcome.INFO);
    }

    /** A promise once given is never taken back by a later attempt that fails. */
    public void note(String id, Outcome outcome) {
        outcomes.merge(id, outcome, (before, now) -> before == Outcome.OK ? before : now);
    }

    /** All ids ever sent. */
    public Set<String> sent() {
        return Set.copyOf(outcomes.keySet());
    }

    public Set<String> with(Outcome outcome) {
        Set<String> ids = new HashSet<>();
        outcomes.forEach((id, each) -> {
            if (each == outcome) {
                ids.add(id);
            }
        });
        return ids;
    }
}
