/** Kafka's own producer benchmark: a baseline of {@code deploy/bench/run ingest}. */
@NullMarked
package dev.pulso.bench.kafkatools;

import org.jspecify.annotations.NullMarked;
