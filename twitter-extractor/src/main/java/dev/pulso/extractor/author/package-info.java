/** Author ids as keyed hashes: the only form in which they leave the extractor. */
@NullMarked
package dev.pulso.extractor.author;

import org.jspecify.annotations.NullMarked;
