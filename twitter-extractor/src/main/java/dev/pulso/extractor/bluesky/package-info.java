/** Bluesky's network as a live source, read from Jetstream without a key. */
@NullMarked
package dev.pulso.extractor.bluesky;

import org.jspecify.annotations.NullMarked;
