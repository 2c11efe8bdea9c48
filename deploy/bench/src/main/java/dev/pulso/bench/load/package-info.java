/** Made-up posts and the child processes that are measured on them. */
@NullMarked
package dev.pulso.bench.load;

import org.jspecify.annotations.NullMarked;
