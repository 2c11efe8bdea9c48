/** Counts per hashtag and minute, as differences and as absolute values. */
@NullMarked
package dev.pulso.contracts.hashtag;

import org.jspecify.annotations.NullMarked;
