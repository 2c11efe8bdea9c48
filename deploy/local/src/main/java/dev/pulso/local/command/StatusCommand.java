package dev.pulso.local.command;

import dev.pulso.local.run.Readiness;
import dev.pulso.local.run.Resident;
import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "What runs, where, and how much memory it uses. Exit code 0 if all of it is ready.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-20s %-10s %6s %8s %8s%n";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.settings();
        Optional<RunState> running = new RunFolder(settings).running();
        if (running.isEmpty()) {
            out.println("Pulso does not run. Start it with: deploy/pulso up");
            return 1;
        }
        RunState state = running.get();
        out.printf(ROW, "part", "state", "port", "pid", "MB");
        long total = state.launcher().find().map(Resident::megabytesAlone).orElse(0L);
        boolean allReady = state.ready();
        Settings actual = state.in(settings);
        for (RunState.Child child : state.children()) {
            Optional<ProcessHandle> process = child.identity().find();
            long megabytes = process.map(Resident::megabytes).orElse(0L);
            String condition = process.isEmpty() ? "dead" : condition(actual, child.node());
            out.printf(
                    ROW,
                    child.node().title(),
                    condition,
                    actual.port(child.node()),
                    child.identity().pid(),
                    megabytes);
            total += megabytes;
            allReady &= condition.equals("ready");
        }
        out.printf(
                ROW,
                "all",
                state.ready() ? "" : "starting",
                "",
                state.launcher().pid(),
                total);
        out.println("page: " + actual.url(Part.DASHBOARD));
        return allReady ? 0 : 1;
    }

    private static String condition(Settings settings, Node node) {
        return !node.part().isService() || new Readiness().isReady(settings.url(node)) ? "ready" : "not ready";
    }
}
