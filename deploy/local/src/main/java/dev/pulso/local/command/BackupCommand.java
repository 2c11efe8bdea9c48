package dev.pulso.local.command;

import dev.pulso.local.backup.Backup;
import dev.pulso.local.run.Console;
import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunSession;
import dev.pulso.local.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description =
                "Writes everything that is kept into one file: database, Kafka's log, checkpoints, archive, models,"
                        + " secrets. Pulso must not run.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "Such as pulso.tar.gz. Keep it as safe as the secrets in it.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.settings();
        Path target = Objects.requireNonNull(file);
        try (RunSession session = RunSession.begin(new RunFolder(settings), new Console(out))) {
            long bytes = new Backup(settings).write(target);
            out.printf("%s holds all of %s, %.1f MB%n", target, settings.data(), bytes / MEGABYTE);
        }
        return 0;
    }
}
