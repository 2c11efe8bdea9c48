/** From accepted to served: how long a post takes through the whole running system. */
@NullMarked
package dev.pulso.bench.latency;

import org.jspecify.annotations.NullMarked;
