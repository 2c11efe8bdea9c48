/** Which hashtags stand above their own baseline, and why: plain rules over posts, without a framework. */
@NullMarked
package dev.pulso.processor.trend;

import org.jspecify.annotations.NullMarked;
