/** Generations of the counting query: which one serves, and how a newer one takes over. */
@NullMarked
package dev.pulso.results.generation;

import org.jspecify.annotations.NullMarked;
