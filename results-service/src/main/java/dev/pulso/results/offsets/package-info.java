/** How far the consumer groups have read, asked from the brokers. */
@NullMarked
package dev.pulso.results.offsets;

import org.jspecify.annotations.NullMarked;
