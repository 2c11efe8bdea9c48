/** Pulso on one machine: the main class behind {@code deploy/pulso}. */
@NullMarked
package dev.pulso.local;

import org.jspecify.annotations.NullMarked;
