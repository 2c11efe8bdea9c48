/** The Spark application: starts, supervises and stops the queries. */
@NullMarked
package dev.pulso.processor;

import org.jspecify.annotations.NullMarked;
