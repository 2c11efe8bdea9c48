/** Minutes, and the sums of hours and days made of them: how they are made, and which of them an answer may use. */
@NullMarked
package dev.pulso.results.rollup;

import org.jspecify.annotations.NullMarked;
