package dev.pulso.local.command;

import dev.pulso.local.check.Finding;
import dev.pulso.local.run.Readiness;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** A running Pulso under examination. */
final class Patient {
    private final Settings settings;
    private final RunState state;
    private final Readiness readiness;

    Patient(Settings settings, RunState state, Readiness readiness) {
        this.settings = state.in(settings);
        this.state = state;
        this.readiness = readiness;
    }

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        for (RunState.Child child : state.children()) {
            findings.add(examine(child));
        }
        return findings;
    }

    private Finding examine(RunState.Child child) {
        Node node = child.node();
        String subject = node.title() + " on port " + settings.port(node);
        if (child.identity().find().isEmpty()) {
            return Finding.bad(
                    subject,
                    "its process has ended",
                    "it is started again by itself; if not, look into " + settings.log(node));
        }
        if (node.part().isService() && !readiness.isReady(settings.url(node))) {
            return Finding.bad(
                    subject,
                    "runs, but is not ready",
                    "see " + settings.url(node) + "/q/health/ready for the dependency it misses, and "
                            + settings.log(node));
        }
        return Finding.good(subject, "ready");
    }
}
