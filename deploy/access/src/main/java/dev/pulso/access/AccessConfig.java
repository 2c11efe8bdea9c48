package dev.pulso.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may come in: holders of API keys, of tokens of an OpenID Connect issuer, or both. With neither everybody may do
 * everything, so the service then listens on loopback only.
 */
@ConfigMapping(prefix = "pulso.access")
public interface AccessConfig {
    /** JSON file of the keys' hashes, roles and quotas. */
    Optional<Path> keysFile();

    /** Whether to listen beyond loopback without keys, because something in front of the service asks for them. */
    @WithDefault("false")
    boolean open();

    /** Issuer of bearer tokens, letter by letter as in their {@code iss}. Without it no token is looked at. */
    Optional<URI> issuer();

    /** Its keys: a URL (http on loopback only) or a {@code file:}. If not given, its discovery document tells. */
    Optional<URI> issuerKeys();

    /** What tokens must have in {@code aud}: one made for another service does not open this one. */
    @WithDefault("pulso")
    String audience();

    /** The claim with a caller's roles, a list or words in a string; {@code /} leads into nested claims. */
    @WithDefault("groups")
    String rolesClaim();

    /** What stands before a role's name in that claim: {@code pulso-write}, {@code pulso-read}, {@code pulso-admin}. */
    @WithDefault("pulso-")
    String rolePrefix();

    /** Events a second for each subject of tokens; 0 is without a limit. */
    @WithDefault("0")
    long tokenEventsPerSecond();

    /** Events at once after a pause; 0 is as many as in a second. */
    @WithDefault("0")
    long tokenBurst();
}
