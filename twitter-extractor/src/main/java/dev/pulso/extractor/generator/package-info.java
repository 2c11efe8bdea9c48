/** An endless, seeded stream of made-up posts for demonstrations and tests. */
@NullMarked
package dev.pulso.extractor.generator;

import org.jspecify.annotations.NullMarked;
