/** Query parameters of lists. */
@NullMarked
package dev.pulso.ingest.paging;

import org.jspecify.annotations.NullMarked;
