/** Trained versions on disk and which of them serves. */
@NullMarked
package dev.pulso.processor.segment.registry;

import org.jspecify.annotations.NullMarked;
