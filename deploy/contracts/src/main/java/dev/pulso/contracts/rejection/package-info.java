/** Input that was refused, with its reason and its bytes. */
@NullMarked
package dev.pulso.contracts.rejection;

import org.jspecify.annotations.NullMarked;
