/** What a user and an operator see meanwhile: the live stream, readiness, memory. */
@NullMarked
package dev.pulso.bench.watch;

import org.jspecify.annotations.NullMarked;
