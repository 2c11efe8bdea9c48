/** How fast the page of a running Pulso is there, and how much of it there is. */
@NullMarked
package dev.pulso.bench.page;

import org.jspecify.annotations.NullMarked;
