/** What live sources share: bounded connections, filters, duplicates, and the way into a session. */
@NullMarked
package dev.pulso.extractor.live;

import org.jspecify.annotations.NullMarked;
