/** A whole Pulso, started by its launcher in a process of its own, and the signals its processes are sent. */
@NullMarked
package dev.pulso.bench.system;

import org.jspecify.annotations.NullMarked;
