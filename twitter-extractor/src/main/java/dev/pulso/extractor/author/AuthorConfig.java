package dev.pulso.extractor.author;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of author keys. The secret comes from the environment or a file, never from the repository. */
@ConfigMapping(prefix = "pulso.author")
public interface AuthorConfig {
    /** The secret of the keyed hash, at least 16 characters. Environment: {@code PULSO_AUTHOR_KEY}. */
    Optional<String> key();

    /** File that holds the secret. Environment: {@code PULSO_AUTHOR_KEY_FILE}. Wins over {@link #key()}. */
    Optional<Path> keyFile();

    /** Stands in front of every author key; a new secret needs a new id, so that keys of both can be told apart. */
    @WithDefault("k1")
    String keyId();
}
