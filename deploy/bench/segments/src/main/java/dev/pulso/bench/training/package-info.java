/** The processor's training on a file of features. */
@NullMarked
package dev.pulso.bench.training;

import org.jspecify.annotations.NullMarked;
