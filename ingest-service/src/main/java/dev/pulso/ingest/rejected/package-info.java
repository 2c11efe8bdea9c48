/** Dead letters: browse them, look into them, mend them and send them again. */
@NullMarked
package dev.pulso.ingest.rejected;

import org.jspecify.annotations.NullMarked;
