/** The same-origin /v1 in front of the other services. */
@NullMarked
package dev.pulso.dashboard.gateway;

import org.jspecify.annotations.NullMarked;
