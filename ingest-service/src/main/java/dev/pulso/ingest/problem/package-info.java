/** The closed catalogue of what this service answers when it cannot. */
@NullMarked
package dev.pulso.ingest.problem;

import org.jspecify.annotations.NullMarked;
