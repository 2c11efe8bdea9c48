/** Trends: the latest word of the processor on each, and who asks for them. */
@NullMarked
package dev.pulso.results.trend;

import org.jspecify.annotations.NullMarked;
