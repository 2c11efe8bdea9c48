/** Events and posts at a set rate, with a book of what became of each; made-up posts; child processes that are measured. */
@NullMarked
package dev.pulso.bench.load;

import org.jspecify.annotations.NullMarked;
