package dev.pulso.ingest.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** API keys. Without a file everybody may do everything, so the service then listens on loopback only. */
@ConfigMapping(prefix = "pulso.access")
interface AccessConfig {
    /** JSON file of the keys' hashes, roles and quotas. */
    Optional<Path> keysFile();

    /** Whether to listen beyond loopback without keys, because something in front of the service asks for them. */
    @WithDefault("false")
    boolean open();
}
