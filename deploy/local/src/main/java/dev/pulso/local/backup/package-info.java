/** Everything Pulso keeps as one file, and back. */
@NullMarked
package dev.pulso.local.backup;

import org.jspecify.annotations.NullMarked;
