/** What others have decided and this service keeps as it is told: read, stored once, never counted. */
@NullMarked
package dev.pulso.results.fact;

import org.jspecify.annotations.NullMarked;
