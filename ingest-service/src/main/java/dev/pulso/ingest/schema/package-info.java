/** JSON Schemas of event types: kept in Kafka, effective on every replica. */
@NullMarked
package dev.pulso.ingest.schema;

import org.jspecify.annotations.NullMarked;
