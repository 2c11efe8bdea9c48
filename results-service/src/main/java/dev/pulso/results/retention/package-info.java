/** The days of windows: partitions, what is kept of which age, and how finely. */
@NullMarked
package dev.pulso.results.retention;

import org.jspecify.annotations.NullMarked;
