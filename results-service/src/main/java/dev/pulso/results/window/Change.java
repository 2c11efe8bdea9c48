package dev.pulso.results.window;

import java.util.function.UnaryOperator;

/**
 * A delta, ready to be added.
 *
 * @param key the row it belongs to
 * @param batch the micro-batch it comes from
 * @param effect the value before to the value after
 */
public record Change<K extends WindowKey, V>(K key, long batch, UnaryOperator<V> effect) {}
