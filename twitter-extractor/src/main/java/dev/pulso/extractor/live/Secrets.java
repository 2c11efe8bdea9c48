package dev.pulso.extractor.live;

import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets when they are used, so that a changed file counts from the next connection on. */
public final class Secrets {
    private Secrets() {}

    /**
     * The content of the file, else the value; neither is ever logged.
     *
     * @throws SourceFailedException if the file cannot be read
     */
    public static Optional<String> read(Optional<Path> file, Optional<String> value) {
        return file.map(Secrets::content).or(() -> value).map(String::strip).filter(secret -> !secret.isEmpty());
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SourceFailedException("the file of the token cannot be read: " + file);
        }
    }
}
