/** Events on disk while the broker is away: written and synced is accepted, forwarded in order afterwards. */
@NullMarked
package dev.pulso.ingest.spool;

import org.jspecify.annotations.NullMarked;
