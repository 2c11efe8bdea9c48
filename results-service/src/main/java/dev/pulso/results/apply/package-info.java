/** Deltas from Kafka into the store, each exactly once, then out as absolute values. */
@NullMarked
package dev.pulso.results.apply;

import org.jspecify.annotations.NullMarked;
