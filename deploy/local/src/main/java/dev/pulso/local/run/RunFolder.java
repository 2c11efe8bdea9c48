package dev.pulso.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** {@code .pulso/run}: the lock that only one launcher holds, and the state it leaves for the other commands. */
public final class RunFolder {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path folder;

    public RunFolder(Settings settings) {
        this.folder = settings.runFolder();
    }

    /**
     * Takes the lock for as long as this JVM lives; the operating system frees it whatever ends the JVM.
     *
     * @throws StartFailedException if another launcher holds it
     */
    FileLock lock() {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StartFailedException("Pulso runs already in " + folder.getParent()
                        + running()
                                .map(state -> " (process " + state.launcher().pid() + ")")
                                .orElse("")
                        + ". Stop it with: deploy/pulso down");
            }
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder, e);
        }
    }

    void write(RunState state) {
        try {
            Path unfinished = folder.resolve("state.json.new");
            JSON.writeValue(unfinished.toFile(), state);
            Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(), e);
        }
    }

    void clear() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(), e);
        }
    }

    /** What the last launcher wrote, whether it still lives or not. */
    public Optional<RunState> last() {
        try {
            return Files.exists(file())
                    ? Optional.of(JSON.readValue(file().toFile(), RunState.class))
                    : Optional.empty();
        } catch (IOException e) {
            // A crash can leave anything; the ports check still protects the next start.
            return Optional.empty();
        }
    }

    /** The state of a launcher that lives. */
    public Optional<RunState> running() {
        return last().filter(state -> state.launcher().find().isPresent());
    }

    private Path file() {
        return folder.resolve("state.json");
    }
}
