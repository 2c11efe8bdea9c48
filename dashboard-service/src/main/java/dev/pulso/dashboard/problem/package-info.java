/** The closed catalogue of what this service answers when it cannot. */
@NullMarked
package dev.pulso.dashboard.problem;

import org.jspecify.annotations.NullMarked;
