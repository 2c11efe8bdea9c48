package dev.pulso.local.command;

import dev.pulso.local.run.Orphans;
import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Node;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops everything, in order.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final int STOP_SECONDS = 120;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunState> last = new RunFolder(options.settings()).last();
        if (last.isEmpty()) {
            out.println("Pulso does not run.");
            return 0;
        }
        RunState state = last.get();
        state.launcher().find().ifPresent(DownCommand::stop);
        List<Node> orphans = Orphans.stop(state);
        orphans.forEach(node -> out.println(node.title() + " had to be stopped separately."));
        out.println("Pulso is stopped.");
        return 0;
    }

    private static void stop(ProcessHandle launcher) {
        launcher.destroy();
        try {
            launcher.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            launcher.destroyForcibly();
            launcher.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
