package dev.pulso.ingest.spool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Whether and where events wait on disk while the broker is away. */
@ConfigMapping(prefix = "pulso.spool")
public interface SpoolConfig {
    /** Folder of this replica alone. Without it there is no spool: clients see 503 while the broker is away. */
    Optional<Path> dir();

    /** Bytes on disk. A full spool takes nothing more: 503 again. */
    @WithDefault("1073741824")
    long maxBytes();

    /** Bytes of a segment file, the piece that is deleted once forwarded and, after a crash, forwarded once more. */
    @WithDefault("16777216")
    int segmentBytes();
}
