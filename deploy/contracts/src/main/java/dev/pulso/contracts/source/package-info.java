/** How far a source has been read. */
@NullMarked
package dev.pulso.contracts.source;

import org.jspecify.annotations.NullMarked;
