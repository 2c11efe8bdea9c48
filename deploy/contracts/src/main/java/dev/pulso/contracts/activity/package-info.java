/** Counts per event type, source and minute, as differences and as absolute values. */
@NullMarked
package dev.pulso.contracts.activity;

import org.jspecify.annotations.NullMarked;
