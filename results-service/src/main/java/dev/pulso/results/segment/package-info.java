/** Segmentations: training runs, segments, members and their movements, as the processor tells them. */
@NullMarked
package dev.pulso.results.segment;

import org.jspecify.annotations.NullMarked;
