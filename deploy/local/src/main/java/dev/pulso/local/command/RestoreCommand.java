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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = "Brings a backup back into an empty data folder, or its database alone into one that is newer.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--database",
            description = "Replaces the database only; the next start reads again what it does not hold yet.")
    private boolean databaseOnly;

    @Parameters(paramLabel = "FILE", description = "What deploy/pulso backup has written.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.settings();
        Path source = Objects.requireNonNull(file);
        try (RunSession session = RunSession.begin(new RunFolder(settings), new Console(out))) {
            Backup backup = new Backup(settings);
            if (databaseOnly) {
                backup.restoreDatabase(source);
            } else {
                backup.restoreAll(source);
            }
            out.println("restored into " + settings.data() + "; go on with: deploy/pulso up");
        }
        return 0;
    }
}
