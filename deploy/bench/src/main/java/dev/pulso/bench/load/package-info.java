/** Events and posts at a set rate, with a book of what became of each. */
@NullMarked
package dev.pulso.bench.load;

import org.jspecify.annotations.NullMarked;
