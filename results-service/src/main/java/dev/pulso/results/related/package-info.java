/** Pairs of hashtags: which travel together, and which are spellings of one another. */
@NullMarked
package dev.pulso.results.related;

import org.jspecify.annotations.NullMarked;
