/** The closed catalogue of HTTP errors. */
@NullMarked
package dev.pulso.extractor.problem;

import org.jspecify.annotations.NullMarked;
