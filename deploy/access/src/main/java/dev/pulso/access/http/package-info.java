/** The question for a key in front of every address of a service. */
@NullMarked
package dev.pulso.access.http;

import org.jspecify.annotations.NullMarked;
