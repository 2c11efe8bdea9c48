/** The counting of hashtags as a Kafka Streams program. */
@NullMarked
package dev.pulso.bench.kafkastreams;

import org.jspecify.annotations.NullMarked;
