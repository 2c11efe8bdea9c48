/** The settings for reaching the brokers, where Quarkus looks for them. */
@NullMarked
package dev.pulso.access.broker;

import org.jspecify.annotations.NullMarked;
