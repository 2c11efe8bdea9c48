/** Instances of Mastodon as live sources: event streams, filled up from timelines. */
@NullMarked
package dev.pulso.extractor.mastodon;

import org.jspecify.annotations.NullMarked;
