/** Speaks to a running Pulso over HTTP. */
@NullMarked
package dev.pulso.local.client;

import org.jspecify.annotations.NullMarked;
