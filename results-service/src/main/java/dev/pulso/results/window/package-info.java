/** What all counted windows have in common: a key, a value, and deltas that are added once. */
@NullMarked
package dev.pulso.results.window;

import org.jspecify.annotations.NullMarked;
