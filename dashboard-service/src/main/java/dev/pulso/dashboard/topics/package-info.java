/** Reads the result topics into the live feed. */
@NullMarked
package dev.pulso.dashboard.topics;

import org.jspecify.annotations.NullMarked;
