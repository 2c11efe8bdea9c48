/** A long run at a set rate, and whether what it uses stays flat. */
@NullMarked
package dev.pulso.bench.soak;

import org.jspecify.annotations.NullMarked;
