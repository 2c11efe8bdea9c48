/** Health, metrics and the description of both over HTTP. */
@NullMarked
package dev.pulso.processor.health;

import org.jspecify.annotations.NullMarked;
