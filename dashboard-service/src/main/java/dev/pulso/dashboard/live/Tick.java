package dev.pulso.dashboard.live;

import java.util.Collection;
import java.util.Map;

/**
 * What changed since the tick before, latest value per key.
 *
 * @param before position of the tick before
 * @param position position after these changes
 * @param restarted a topic was made anew: what clients hold of it is void
 */
public record Tick(Position before, Position position, Map<View, Map<String, Row>> changes, boolean restarted) {
    public Collection<Row> of(View view) {
        return changes.getOrDefault(view, Map.of()).values();
    }
}
