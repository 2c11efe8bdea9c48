/** Counts a day once more from the archive and compares it with what results-service serves. */
@NullMarked
package dev.pulso.processor.recompute;

import org.jspecify.annotations.NullMarked;
