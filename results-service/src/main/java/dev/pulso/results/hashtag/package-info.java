/** Hashtags per minute: their table, their deltas and their answers. */
@NullMarked
package dev.pulso.results.hashtag;

import org.jspecify.annotations.NullMarked;
