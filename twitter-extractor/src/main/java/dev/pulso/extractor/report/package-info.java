/** What the extractor tells about itself on pulso.pipeline. */
@NullMarked
package dev.pulso.extractor.report;

import org.jspecify.annotations.NullMarked;
