/** Hashtag extraction from text, beside the twitter-text library. */
@NullMarked
package dev.pulso.bench.extraction;

import org.jspecify.annotations.NullMarked;
