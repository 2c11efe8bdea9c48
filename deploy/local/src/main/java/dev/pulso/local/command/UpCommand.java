package dev.pulso.local.command;

import dev.pulso.local.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "up", description = "Starts everything and stays until Ctrl-C.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--detach", description = "Returns once everything is ready; stop with: deploy/pulso down.")
    private boolean detach;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.settings();
        if (detach) {
            return new Detached(settings, out)
                    .start(spec.commandLine().getParent().getParseResult().originalArgs());
        }
        return new Foreground(settings, out).run(new DemoFeed(settings, null));
    }
}
