/** Estimates of distinct things that can be united. */
@NullMarked
package dev.pulso.results.sketch;

import org.jspecify.annotations.NullMarked;
