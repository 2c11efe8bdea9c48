/** Who may call this service. */
@NullMarked
package dev.pulso.extractor.access;

import org.jspecify.annotations.NullMarked;
