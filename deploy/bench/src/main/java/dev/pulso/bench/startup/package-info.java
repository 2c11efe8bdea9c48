/** How long a Pulso takes to be ready, and what it uses while nothing happens. */
@NullMarked
package dev.pulso.bench.startup;

import org.jspecify.annotations.NullMarked;
