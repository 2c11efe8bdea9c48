/** X as a live source: filtered stream, recent search, and a budget that is kept. */
@NullMarked
package dev.pulso.extractor.x;

import org.jspecify.annotations.NullMarked;
