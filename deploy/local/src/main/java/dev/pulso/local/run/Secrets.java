package dev.pulso.local.run;

import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** Random secrets, made once and readable by their owner only. They survive {@code reset}: author keys stay the same. */
final class Secrets {
    private static final int BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    Secrets(Settings settings) {
        this.folder = settings.data().resolve("secrets");
    }

    String databasePassword() {
        try {
            return Files.readString(file("db-password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the database password", e);
        }
    }

    /** The file with the key of the author hashes. */
    Path authorKey() {
        return file("author-key");
    }

    /** Services that start side by side ask at the same time. */
    private synchronized Path file(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder, OWNER_ONLY_FOLDER);
                Path unfinished = Files.createTempFile(folder, name, null, OWNER_ONLY_FILE);
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                Files.writeString(unfinished, HexFormat.of().formatHex(random));
                Files.move(unfinished, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
