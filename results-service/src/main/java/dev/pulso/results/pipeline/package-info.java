/** The state of the whole pipeline, and whether everything acknowledged is in the answers. */
@NullMarked
package dev.pulso.results.pipeline;

import org.jspecify.annotations.NullMarked;
