/** Benchmarks: the main class behind {@code deploy/bench/run}. */
@NullMarked
package dev.pulso.bench;

import org.jspecify.annotations.NullMarked;
