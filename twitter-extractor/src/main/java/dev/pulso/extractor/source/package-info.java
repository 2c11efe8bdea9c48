/** Live sources: definitions that survive a restart, one supervised worker each. */
@NullMarked
package dev.pulso.extractor.source;

import org.jspecify.annotations.NullMarked;
