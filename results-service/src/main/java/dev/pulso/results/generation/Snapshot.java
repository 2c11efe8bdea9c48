package dev.pulso.results.generation;

import java.sql.Connection;
import java.util.OptionalLong;

/**
 * The store at one moment.
 *
 * @param connection in a read-only transaction that sees nothing later than that moment
 * @param serving the generation whose rows are the answers; empty before the first delta
 */
public record Snapshot(Connection connection, OptionalLong serving) {}
