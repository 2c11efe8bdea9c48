/** The OpenAPI document: what annotations cannot say. */
@NullMarked
package dev.pulso.ingest.api;

import org.jspecify.annotations.NullMarked;
