/** Training beside scikit-learn's KMeans. */
@NullMarked
package dev.pulso.bench.segments;

import org.jspecify.annotations.NullMarked;
