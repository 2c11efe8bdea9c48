/** Clusterings, and the evidence for or against structure. */
@NullMarked
package dev.pulso.processor.segment.train;

import org.jspecify.annotations.NullMarked;
