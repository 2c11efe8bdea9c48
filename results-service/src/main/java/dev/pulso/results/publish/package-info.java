/** What the service says on Kafka: absolute values, rejections and its own report. */
@NullMarked
package dev.pulso.results.publish;

import org.jspecify.annotations.NullMarked;
