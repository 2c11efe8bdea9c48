package dev.pulso.local.backup;

import dev.pulso.local.run.Rewind;
import dev.pulso.local.run.StartFailedException;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes and reads a compressed tar file of a data folder at rest: the database, Kafka's log, checkpoints and state of
 * the processor, archive, models, definitions, files being replayed, secrets and settings. Owners and rights stay as
 * they are, which PostgreSQL insists on; hence {@code tar} rather than a zip file.
 */
public final class Backup {
    private static final String DATABASE = "postgres";
    /** Neither is worth keeping: state of a run, and what it said. */
    private static final List<String> LEFT_OUT = List.of("run", "logs");

    private final Settings settings;

    public Backup(Settings settings) {
        this.settings = settings;
    }

    /**
     * Writes the file under another name first, so that one of this name is whole.
     *
     * @return its size in bytes
     * @throws StartFailedException if there is no data or the file cannot be written
     */
    public long write(Path file) {
        Path target = file.toAbsolutePath();
        if (!Files.isDirectory(settings.data().resolve(DATABASE))) {
            throw new StartFailedException("there is no data of a Pulso in " + settings.data());
        }
        if (target.startsWith(settings.data())) {
            throw new StartFailedException(file + " is inside the folder it would hold");
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        List<String> command = new ArrayList<>(List.of("tar", "-czf", unfinished.toString()));
        LEFT_OUT.forEach(name -> command.add("--exclude=./" + name));
        command.addAll(List.of("-C", settings.data().toString(), "."));
        try {
            Files.createDirectories(target.getParent());
            run(command);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /**
     * Fills an empty data folder.
     *
     * @throws StartFailedException if it is not empty or the file is none of ours
     */
    public void restoreAll(Path file) {
        refuseForeign(file);
        if (!isEmpty(settings.data())) {
            throw new StartFailedException(
                    settings.data()
                            + " is not empty. Name another folder with --data, or bring back the database alone with --database");
        }
        extract(file, Optional.empty());
    }

    /**
     * Replaces the database only: Kafka and the processor are newer than it then, so the next start has results-service
     * read again from the beginning of the delta topics. What the database holds already it leaves out.
     *
     * @throws StartFailedException if the file is none of ours
     */
    public void restoreDatabase(Path file) {
        refuseForeign(file);
        try {
            delete(settings.data().resolve(DATABASE));
            extract(file, Optional.of("./" + DATABASE));
            Rewind.order(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace the database in " + settings.data(), e);
        }
    }

    private void refuseForeign(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartFailedException(file + " is not a readable file");
        }
        if (!run(List.of("tar", "-tzf", file.toString())).contains("./" + DATABASE + "/data/PG_VERSION")) {
            throw new StartFailedException(file + " is no backup of a Pulso");
        }
    }

    private void extract(Path file, Optional<String> only) {
        try {
            Files.createDirectories(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + settings.data(), e);
        }
        List<String> command = new ArrayList<>(List.of(
                "tar",
                "-xzpf",
                file.toAbsolutePath().toString(),
                "-C",
                settings.data().toString()));
        only.ifPresent(command::add);
        run(command);
    }

    private static List<String> run(List<String> command) {
        try {
            Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (tar.waitFor() != 0) {
                throw new StartFailedException("tar has failed: "
                        + String.join("; ", said.subList(0, Math.min(3, said.size()))));
            }
            return said;
        } catch (IOException e) {
            throw new StartFailedException("tar does not run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted");
        }
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.allMatch(
                    entry -> LEFT_OUT.contains(entry.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
