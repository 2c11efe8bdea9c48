/** Starts, watches and stops the processes of a local Pulso. */
@NullMarked
package dev.pulso.local.run;

import org.jspecify.annotations.NullMarked;
