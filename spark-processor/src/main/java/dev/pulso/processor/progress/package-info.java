/** What the queries have done, told to Kafka: offsets, gaps and reports. */
@NullMarked
package dev.pulso.processor.progress;

import org.jspecify.annotations.NullMarked;
