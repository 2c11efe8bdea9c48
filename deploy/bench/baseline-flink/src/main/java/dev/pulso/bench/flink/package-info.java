/** The counting of hashtags as a Flink job. */
@NullMarked
package dev.pulso.bench.flink;

import org.jspecify.annotations.NullMarked;
