/** A network that can be cut, slowed and silenced, without root. */
@NullMarked
package dev.pulso.bench.network;

import org.jspecify.annotations.NullMarked;
