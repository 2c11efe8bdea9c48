/** Webhooks: telling other systems when a tag trends or an entity changes its segment. */
@NullMarked
package dev.pulso.results.webhook;

import org.jspecify.annotations.NullMarked;
