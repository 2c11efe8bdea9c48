/** The front door under load, beside Apache Camel's HTTP-to-Kafka route and Kafka's own producer benchmark. */
@NullMarked
package dev.pulso.bench.ingest;

import org.jspecify.annotations.NullMarked;
