/** What the stages of the pipeline report about themselves. */
@NullMarked
package dev.pulso.contracts.pipeline;

import org.jspecify.annotations.NullMarked;
