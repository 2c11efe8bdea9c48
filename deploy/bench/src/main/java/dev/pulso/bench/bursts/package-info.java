/** How soon bursts are found and how often something else is taken for one, beside Mastodon's formula. */
@NullMarked
package dev.pulso.bench.bursts;

import org.jspecify.annotations.NullMarked;
