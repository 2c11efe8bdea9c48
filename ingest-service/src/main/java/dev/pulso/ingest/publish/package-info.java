/** The way to Kafka: acknowledged, bounded, and quick to say that the broker is away. */
@NullMarked
package dev.pulso.ingest.publish;

import org.jspecify.annotations.NullMarked;
