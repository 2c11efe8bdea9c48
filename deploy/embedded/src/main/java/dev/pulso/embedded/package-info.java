/** A Kafka broker and a PostgreSQL that come from Maven Central and run as child processes. */
@NullMarked
package dev.pulso.embedded;

import org.jspecify.annotations.NullMarked;
