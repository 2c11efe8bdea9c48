/** The commands of the launcher. */
@NullMarked
package dev.pulso.local.command;

import org.jspecify.annotations.NullMarked;
