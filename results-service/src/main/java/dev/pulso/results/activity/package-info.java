/** Events per minute: their table, their deltas and their answers. */
@NullMarked
package dev.pulso.results.activity;

import org.jspecify.annotations.NullMarked;
