/** The same door built with Apache Camel: a baseline of {@code deploy/bench/run ingest}. */
@NullMarked
package dev.pulso.bench.camel;

import org.jspecify.annotations.NullMarked;
