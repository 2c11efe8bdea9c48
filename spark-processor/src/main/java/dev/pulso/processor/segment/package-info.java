/** Segments of entities: trained from the archive, described, gated, published. */
@NullMarked
package dev.pulso.processor.segment;

import org.jspecify.annotations.NullMarked;
