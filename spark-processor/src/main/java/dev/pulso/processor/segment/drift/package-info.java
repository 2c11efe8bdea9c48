/** How far the features of today are from those of the last training. */
@NullMarked
package dev.pulso.processor.segment.drift;

import org.jspecify.annotations.NullMarked;
