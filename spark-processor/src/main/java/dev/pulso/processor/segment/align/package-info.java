/** Segments keep their ids from one version to the next. */
@NullMarked
package dev.pulso.processor.segment.align;

import org.jspecify.annotations.NullMarked;
