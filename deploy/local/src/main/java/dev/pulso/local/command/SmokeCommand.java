package dev.pulso.local.command;

import dev.pulso.local.client.Smoke;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "smoke",
        description = "Sends one event and one post and sees both in REST and in the event stream, or fails.",
        mixinStandardHelpOptions = true)
final class SmokeCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        new Smoke(options.runningSettings(), line -> {
                    out.println(line);
                    out.flush();
                })
                .run();
        out.println("The whole way works.");
        return 0;
    }
}
