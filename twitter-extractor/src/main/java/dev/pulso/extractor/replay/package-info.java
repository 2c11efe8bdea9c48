/** Files of posts: taken durably, replayed at a chosen speed, resumed after a crash. */
@NullMarked
package dev.pulso.extractor.replay;

import org.jspecify.annotations.NullMarked;
