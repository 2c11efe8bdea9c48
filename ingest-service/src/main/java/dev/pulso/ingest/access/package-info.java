/** Who may do what, and how much of it. */
@NullMarked
package dev.pulso.ingest.access;

import org.jspecify.annotations.NullMarked;
