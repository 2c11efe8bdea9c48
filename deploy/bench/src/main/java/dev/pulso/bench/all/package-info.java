/** All benchmarks after one another, with one table and one chart of what they found. */
@NullMarked
package dev.pulso.bench.all;

import org.jspecify.annotations.NullMarked;
