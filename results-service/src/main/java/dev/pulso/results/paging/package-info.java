/** Pages, cursors, time ranges, entity tags and CSV: what every list shares. */
@NullMarked
package dev.pulso.results.paging;

import org.jspecify.annotations.NullMarked;
