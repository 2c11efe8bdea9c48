package dev.pulso.local.command;

import dev.pulso.local.check.Checks;
import dev.pulso.local.check.Finding;
import dev.pulso.local.run.Readiness;
import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = "What this machine lacks, or what ails the Pulso that runs, and how to mend it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Checks checks = new Checks(settings);
        Optional<RunState> running = new RunFolder(settings).running();
        List<Finding> findings = new ArrayList<>(checks.artefacts());
        if (running.isPresent()) {
            findings.addAll(new Patient(settings, running.get(), new Readiness()).examine());
        } else {
            findings.addAll(checks.beforeStart());
        }
        return print(findings);
    }

    private int print(List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : findings) {
            out.printf("%-4s %s: %s%n", finding.good() ? "ok" : "BAD", finding.subject(), finding.detail());
            if (!finding.good()) {
                out.println("     fix: " + finding.remedy());
            }
        }
        boolean healthy = findings.stream().allMatch(Finding::good);
        out.println(healthy ? "Nothing is wrong." : "Not everything is right.");
        return healthy ? 0 : 1;
    }
}
