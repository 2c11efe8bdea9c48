/** Records that cannot be stored: which failures are theirs, and where they are set aside. */
@NullMarked
package dev.pulso.results.refusal;

import org.jspecify.annotations.NullMarked;
