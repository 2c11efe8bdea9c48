/** What a million events costs, as there are more and more of them. */
@NullMarked
package dev.pulso.bench.volume;

import org.jspecify.annotations.NullMarked;
