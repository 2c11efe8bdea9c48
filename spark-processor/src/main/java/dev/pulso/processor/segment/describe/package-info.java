/** What a segment is, in words and rules a person can use. */
@NullMarked
package dev.pulso.processor.segment.describe;

import org.jspecify.annotations.NullMarked;
