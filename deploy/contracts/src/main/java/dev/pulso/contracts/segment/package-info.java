/** Training runs of a segmentation and the members of its segments. */
@NullMarked
package dev.pulso.contracts.segment;

import org.jspecify.annotations.NullMarked;
