/** Records of the topics into facts, or into rejections that name the reason; plain Java. */
@NullMarked
package dev.pulso.processor.intake;

import org.jspecify.annotations.NullMarked;
