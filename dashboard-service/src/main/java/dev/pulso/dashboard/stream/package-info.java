/** The live feed as server-sent events. */
@NullMarked
package dev.pulso.dashboard.stream;

import org.jspecify.annotations.NullMarked;
