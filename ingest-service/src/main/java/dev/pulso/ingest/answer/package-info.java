/** What becomes of each event, and the answer that lists it. */
@NullMarked
package dev.pulso.ingest.answer;

import org.jspecify.annotations.NullMarked;
