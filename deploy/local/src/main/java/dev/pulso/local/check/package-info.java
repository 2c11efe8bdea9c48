/** What must be true before anything starts, each with its remedy. */
@NullMarked
package dev.pulso.local.check;

import org.jspecify.annotations.NullMarked;
