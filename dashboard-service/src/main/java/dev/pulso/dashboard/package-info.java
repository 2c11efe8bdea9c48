/** Puts the parts of the dashboard together. */
@NullMarked
package dev.pulso.dashboard;

import org.jspecify.annotations.NullMarked;
