/** Whether a clustering is good enough to serve. */
@NullMarked
package dev.pulso.processor.segment.gate;

import org.jspecify.annotations.NullMarked;
