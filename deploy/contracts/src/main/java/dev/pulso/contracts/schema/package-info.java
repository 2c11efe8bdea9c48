/** JSON Schemas of event types. */
@NullMarked
package dev.pulso.contracts.schema;

import org.jspecify.annotations.NullMarked;
