/** Every post and event as it came in, in Parquet files by day, for recomputation and training. */
@NullMarked
package dev.pulso.processor.archive;

import org.jspecify.annotations.NullMarked;
