/** Secrets that come as files. */
@NullMarked
package dev.pulso.results.secret;

import org.jspecify.annotations.NullMarked;
