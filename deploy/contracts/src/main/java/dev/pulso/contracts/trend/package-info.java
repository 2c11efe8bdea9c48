/** How far a hashtag stands above its baseline ({@code pulso.trend.v1}). */
@NullMarked
package dev.pulso.contracts.trend;

import org.jspecify.annotations.NullMarked;
