/** The front door of Pulso: events in by HTTP, out to Kafka. */
@NullMarked
package dev.pulso.ingest;

import org.jspecify.annotations.NullMarked;
