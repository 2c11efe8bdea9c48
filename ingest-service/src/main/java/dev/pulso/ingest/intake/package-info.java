/** POST /v1/events: from the body of a request to its answer. */
@NullMarked
package dev.pulso.ingest.intake;

import org.jspecify.annotations.NullMarked;
