/** results-service: answers over a day of five million rows, and deltas applied in a second. */
@NullMarked
package dev.pulso.bench.results;

import org.jspecify.annotations.NullMarked;
