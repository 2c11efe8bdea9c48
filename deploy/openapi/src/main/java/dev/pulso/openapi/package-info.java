/** What is true of every address of every service, written into the OpenAPI document each of them serves. */
@NullMarked
package dev.pulso.openapi;

import org.jspecify.annotations.NullMarked;
