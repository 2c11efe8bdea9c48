/** What a segmentation remembers between its runs: sorted bytes on disk, written atomically. */
@NullMarked
package dev.pulso.processor.segment.store;

import org.jspecify.annotations.NullMarked;
