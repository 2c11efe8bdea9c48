/** The wire forms of posts, read record by record into post messages. */
@NullMarked
package dev.pulso.extractor.format;

import org.jspecify.annotations.NullMarked;
