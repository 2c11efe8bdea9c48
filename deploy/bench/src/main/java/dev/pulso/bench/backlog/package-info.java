/** Working off a backlog: the processor beside Flink, Kafka Streams and a bare consumer. */
@NullMarked
package dev.pulso.bench.backlog;

import org.jspecify.annotations.NullMarked;
