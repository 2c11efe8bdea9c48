package dev.pulso.dashboard.live;

import java.util.List;
import java.util.Map;

/** All live rows of some views. */
public record Snapshot(Map<View, List<Row>> rows, Position position) {}
