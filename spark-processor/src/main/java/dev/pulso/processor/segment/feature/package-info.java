/** One row of numbers per entity, from posts or events. */
@NullMarked
package dev.pulso.processor.segment.feature;

import org.jspecify.annotations.NullMarked;
