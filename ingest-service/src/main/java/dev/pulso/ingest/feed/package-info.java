/** Following a whole topic from its beginning or its last records on, as every replica does. */
@NullMarked
package dev.pulso.ingest.feed;

import org.jspecify.annotations.NullMarked;
