/** The closed catalogue of errors and their RFC 9457 form. */
@NullMarked
package dev.pulso.results.problem;

import org.jspecify.annotations.NullMarked;
