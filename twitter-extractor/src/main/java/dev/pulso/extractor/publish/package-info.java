/** Posts and rejections onto Kafka, in order, acknowledged, with a bound on what is in flight. */
@NullMarked
package dev.pulso.extractor.publish;

import org.jspecify.annotations.NullMarked;
