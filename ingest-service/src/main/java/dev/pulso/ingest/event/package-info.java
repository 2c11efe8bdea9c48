/** Events in every form of input, cut out and checked without changing a byte of their data. */
@NullMarked
package dev.pulso.ingest.event;

import org.jspecify.annotations.NullMarked;
