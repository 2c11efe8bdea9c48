/** Ports, memory and places of a local Pulso. */
@NullMarked
package dev.pulso.local.settings;

import org.jspecify.annotations.NullMarked;
