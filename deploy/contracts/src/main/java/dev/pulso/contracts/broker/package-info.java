/** How every part of Pulso reaches the brokers: the same names of settings, the same checks. */
@NullMarked
package dev.pulso.contracts.broker;

import org.jspecify.annotations.NullMarked;
