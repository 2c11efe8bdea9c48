package dev.pulso.dashboard.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a client that comes back can be given. */
public sealed interface Resumption {
    /** Everything it missed: the latest row of each changed key. */
    record Covered(List<Row> rows, Position position) implements Resumption {
        public Map<View, List<Row>> byView() {
            Map<View, List<Row>> byView = new EnumMap<>(View.class);
            rows.forEach(row -> byView.computeIfAbsent(row.view(), view -> new ArrayList<>())
                    .add(row));
            return byView;
        }
    }

    /** What it missed is no longer known here: it needs a new snapshot. */
    record Gap(String reason) implements Resumption {}
}
