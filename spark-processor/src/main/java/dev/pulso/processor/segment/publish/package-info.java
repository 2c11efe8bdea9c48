/** Runs and member changes on Kafka. */
@NullMarked
package dev.pulso.processor.segment.publish;

import org.jspecify.annotations.NullMarked;
