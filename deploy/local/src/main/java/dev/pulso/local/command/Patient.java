package dev.pulso.local.command;

import dev.pulso.local.check.Finding;
import dev.pulso.local.run.Readiness;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** A running Pulso under examination. */
final class Patient {
    private final Settings settings;
    private final RunState state;
    private final Readiness readiness;

    Patient(Settings settings, RunState state, Readiness readiness) {
        this.settings = settings.withPorts(state.ports());
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
        Part part = child.part();
        String subject = part.title() + " on port " + settings.port(part);
        if (child.identity().find().isEmpty()) {
            return Finding.bad(
                    subject,
                    "its process has ended",
                    "it is started again by itself; if not, look into " + settings.log(part));
        }
        if (part.isService() && !readiness.isReady(settings.url(part))) {
            return Finding.bad(
                    subject,
                    "runs, but is not ready",
                    "see " + settings.url(part) + "/q/health/ready for the dependency it misses, and "
                            + settings.log(part));
        }
        return Finding.good(subject, "ready");
    }
}
