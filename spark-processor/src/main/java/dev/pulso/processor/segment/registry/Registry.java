package dev.pulso.processor.segment.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.processor.segment.drift.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one segmentation: {@code <directory>/<version>/} with {@code run.json}, and {@code model}, {@code
 * state.json} and {@code members} where a model was trained or serves. A version is there as a whole or not at all. The file
 * {@code told} names the last that is on Kafka.
 */
public final class Registry {
    private static final String TOLD = "told";
    private static final String RUN = "run.json";
    private static final String DISTRIBUTION = "distribution.json";
    private static final ObjectMapper JSON = MessageCodec.mapper();

    private final Path directory;

    public Registry(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** All versions, oldest first. */
    public List<Long> versions() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(each -> each.getFileName().toString())
                    .filter(each -> !each.isEmpty() && each.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long next() {
        List<Long> versions = versions();
        return versions.isEmpty() ? 1 : versions.get(versions.size() - 1) + 1;
    }

    public Optional<Segmentation> last() {
        List<Long> versions = versions();
        return versions.isEmpty() ? Optional.empty() : Optional.of(run(versions.get(versions.size() - 1)));
    }

    /** The newest promoted version: what its {@code run.json} says needs no pointer that could be lost in a crash. */
    public OptionalLong serving() {
        List<Long> versions = versions();
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (run(versions.get(i)).verdict() == Segmentation.Verdict.PROMOTED) {
                return OptionalLong.of(versions.get(i));
            }
        }
        return OptionalLong.empty();
    }

    /** Versions that are not on Kafka yet, oldest first. */
    public List<Long> untold() {
        long told = pointer(TOLD).orElse(0);
        return versions().stream().filter(version -> version > told).toList();
    }

    public Segmentation run(long version) {
        return read(at(version).resolve(RUN), Segmentation.class);
    }

    public State state(long version) {
        return read(at(version).resolve("state.json"), State.class);
    }

    /** Largest number that any id of a segment ever had. */
    public long lastSegmentNumber() {
        return versions().stream()
                .filter(this::hasMembers)
                .flatMap(version -> state(version).ids().stream())
                .mapToLong(id -> Long.parseLong(id.substring(1)))
                .max()
                .orElse(0);
    }

    /** Where the pipeline of a version is saved. */
    public Path model(long version) {
        return at(version).resolve("model");
    }

    /** Parquet: {@code entity}, {@code segment}, {@code distance} and the features. */
    public Path members(long version) {
        return at(version).resolve("members");
    }

    public boolean hasMembers(long version) {
        return Files.isDirectory(members(version));
    }

    /** An empty place to fill before {@link #add}. */
    public Path draft() {
        try {
            Path draft = directory.resolve(".draft");
            delete(draft);
            return Files.createDirectories(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps how the features were spread. */
    public void keep(Path draft, Distribution distribution) {
        write(draft.resolve(DISTRIBUTION), distribution);
    }

    /** How the features were spread at a run; empty for runs without enough entities, and old ones. */
    public Optional<Distribution> distribution(long version) {
        Path file = at(version).resolve(DISTRIBUTION);
        return Files.exists(file) ? Optional.of(read(file, Distribution.class)) : Optional.empty();
    }

    /** Puts another record in the place of that of a version. */
    public void replace(Segmentation run) {
        Path draft = at(run.version()).resolve(".run.json");
        write(draft, run);
        move(draft, at(run.version()).resolve(RUN));
    }

    /** Puts other members in the place of those of a version; after a kill in the middle {@link #recover} goes back. */
    public void replaceMembers(long version, Path members) {
        try {
            Files.move(members(version), aside(version), StandardCopyOption.ATOMIC_MOVE);
            Files.move(members, members(version), StandardCopyOption.ATOMIC_MOVE);
            delete(aside(version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mends what a kill has left. */
    public void recover() {
        try {
            for (long version : versions()) {
                if (Files.exists(aside(version)) && !hasMembers(version)) {
                    Files.move(aside(version), members(version), StandardCopyOption.ATOMIC_MOVE);
                }
                delete(aside(version));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path aside(long version) {
        return at(version).resolve(".members");
    }

    /**
     * Makes a version of the draft; it serves if it was promoted.
     *
     * @param state null if the run has no model of its own
     */
    public void add(Path draft, Segmentation run, @Nullable State state) {
        try {
            if (state != null) {
                write(draft.resolve("state.json"), state);
            }
            write(draft.resolve(RUN), run);
            Files.move(draft, at(run.version()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything up to this version is on Kafka. */
    public void markTold(long version) {
        point(TOLD, version);
    }

    /** Copies what a version is made of into a draft; how the features were spread then says nothing of today. */
    public void copy(long version, Path draft) {
        Path from = at(version);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> !each.equals(from) && !each.endsWith(DISTRIBUTION))
                    .toList()) {
                Files.copy(file, draft.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path at(long version) {
        return directory.resolve(Long.toString(version));
    }

    private OptionalLong pointer(String name) {
        try {
            Path file = directory.resolve(name);
            return Files.exists(file)
                    ? OptionalLong.of(Long.parseLong(Files.readString(file).strip()))
                    : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void point(String name, long version) {
        try {
            move(Files.writeString(directory.resolve("." + name), Long.toString(version)), directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path draft, Path to) {
        try {
            Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Object content) {
        try {
            JSON.writeValue(file.toFile(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
