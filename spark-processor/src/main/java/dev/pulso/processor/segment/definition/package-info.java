/** What a segmentation file says, read and checked. */
@NullMarked
package dev.pulso.processor.segment.definition;

import org.jspecify.annotations.NullMarked;
