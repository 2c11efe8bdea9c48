/** Who may call this service. */
@NullMarked
package dev.pulso.results.access;

import org.jspecify.annotations.NullMarked;
