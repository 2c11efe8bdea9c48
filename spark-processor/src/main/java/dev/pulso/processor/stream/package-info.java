/** The streaming query: source, state, sink and checkpoint. */
@NullMarked
package dev.pulso.processor.stream;

import org.jspecify.annotations.NullMarked;
