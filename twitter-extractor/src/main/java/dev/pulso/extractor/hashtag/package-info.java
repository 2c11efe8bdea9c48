/** Hashtags of a plain text, by the rules of twitter-text. */
@NullMarked
package dev.pulso.extractor.hashtag;

import org.jspecify.annotations.NullMarked;
