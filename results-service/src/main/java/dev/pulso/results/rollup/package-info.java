/** Minutes, and the sums of hours and days made of them: which of them an answer may use. */
@NullMarked
package dev.pulso.results.rollup;

import org.jspecify.annotations.NullMarked;
