/** The settings of the process, read and checked once at start. */
@NullMarked
package dev.pulso.processor.settings;

import org.jspecify.annotations.NullMarked;
