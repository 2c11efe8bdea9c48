/** What is live now: the latest value of each key, the recent changes, and where in the topics that is. */
@NullMarked
package dev.pulso.dashboard.live;

import org.jspecify.annotations.NullMarked;
