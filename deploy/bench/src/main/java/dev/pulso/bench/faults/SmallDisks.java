package dev.pulso.bench.faults;

import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.SystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Disks that are full (F8): small file systems in memory, which a file fills up and then makes room again. */
final class SmallDisks {
    private static final int MEGABYTES = 400;
    private static final int BLOCK = 1 << 20;
    private static final List<String> FOLDERS = List.of("kafka", "spark", "archive", "postgres");
    private static final String FILLER = "filled-by-the-suite";

    private SmallDisks() {}

    static List<Fault> all() {
        return List.of(
                full("F8a", "archive", "the archive", 25),
                full("F8s", "spark", "the checkpoint", 20),
                full("F8k", "kafka", "Kafka", 15),
                full("F8p", "postgres", "PostgreSQL", 15));
    }

    static Optional<String> missing() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/bin/mount"))
                ? Optional.empty()
                : Optional.of("needs root, to mount small disks");
    }

    static RunningStage start(SystemOptions options) throws IOException {
        for (String folder : FOLDERS) {
            Path place = Files.createDirectories(options.data().resolve(folder));
            run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m,mode=0755", "tmpfs", place.toString());
        }
        try {
            return new RunningStage(Stage.DISKS, RunningSystem.start(options), null, () -> unmount(options));
        } catch (RuntimeException e) {
            unmount(options);
            throw e;
        }
    }

    private static Fault full(String row, String folder, String whose, int seconds) {
        return new Fault(row, "disk of " + whose + " full for " + seconds + " s", Stage.DISKS, scene -> {
            Path place = scene.system().data().resolve(folder);
            Path filler = place.resolve(FILLER);
            scene.injected();
            fill(filler);
            scene.hold(Duration.ofSeconds(seconds));
            FileStore disk = Files.getFileStore(place);
            if (disk.getUsableSpace() > BLOCK) {
                scene.broken("the disk was not full");
            }
            Files.delete(filler);
            scene.healed();
        });
    }

    /** Until nothing more goes onto it, down to the last block. */
    private static void fill(Path file) throws IOException {
        byte[] block = new byte[BLOCK];
        int size = BLOCK;
        while (size >= 4096) {
            try {
                Files.write(
                        file,
                        java.util.Arrays.copyOf(block, size),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException full) {
                size /= 2;
            }
        }
    }

    private static void unmount(SystemOptions options) {
        for (String folder : FOLDERS) {
            run("umount", "-l", options.data().resolve(folder).toString());
        }
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
