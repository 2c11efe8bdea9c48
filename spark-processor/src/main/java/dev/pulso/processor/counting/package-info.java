/** What a record changes in the counts, given what is already counted; plain Java. */
@NullMarked
package dev.pulso.processor.counting;

import org.jspecify.annotations.NullMarked;
