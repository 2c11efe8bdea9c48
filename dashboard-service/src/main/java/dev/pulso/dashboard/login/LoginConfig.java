package dev.pulso.dashboard.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long a login lasts and what its cookie is signed with. Used where keys or tokens are asked for only. */
@ConfigMapping(prefix = "pulso.login")
public interface LoginConfig {
    /**
     * File with the secret that signs cookies, at least 32 characters, the same for all replicas. Without it each
     * process makes one of its own: logins then end with a restart and hold on one replica only.
     */
    Optional<Path> secretFile();

    /** How long a login lasts. */
    @WithDefault("12h")
    Duration lasts();
}
