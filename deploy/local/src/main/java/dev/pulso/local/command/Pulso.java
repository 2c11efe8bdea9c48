package dev.pulso.local.command;

import dev.pulso.local.client.ApiException;
import dev.pulso.local.run.StartFailedException;
import dev.pulso.local.settings.InvalidSettingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The list of commands. */
@Command(
        name = "deploy/pulso",
        description = "From raw events and social posts to live hashtag trends, on this machine.",
        mixinStandardHelpOptions = true,
        version = "Pulso 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            SmokeCommand.class,
            ReplayCommand.class,
            ResetCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TopicsCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Pulso {
    private Pulso() {}

    /** Runs one command and returns its exit code: 0 success, 1 failure, 2 wrong usage. */
    public static int execute(String... args) {
        return new CommandLine(new Pulso())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (isExpected(failure)) {
                        command.getErr().println("pulso: " + failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                })
                .execute(args);
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof StartFailedException
                || failure instanceof ApiException
                || failure instanceof InvalidSettingException;
    }
}
