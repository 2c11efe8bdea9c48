/** Faults, one after another, while events and posts flow; the table of what they did. */
@NullMarked
package dev.pulso.bench.faults;

import org.jspecify.annotations.NullMarked;
