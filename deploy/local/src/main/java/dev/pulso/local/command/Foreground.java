package dev.pulso.local.command;

import dev.pulso.local.check.Checks;
import dev.pulso.local.check.Finding;
import dev.pulso.local.client.ApiException;
import dev.pulso.local.run.Console;
import dev.pulso.local.run.PulsoSystem;
import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunSession;
import dev.pulso.local.run.StartFailedException;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A run that lasts until somebody ends it: everything starts, or nothing stays. */
final class Foreground {
    private final Settings settings;
    private final Console console;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Foreground(Settings settings, PrintWriter out) {
        this.settings = settings;
        this.console = new Console(out);
    }

    /**
     * Starts, then waits for Ctrl-C or {@code down}.
     *
     * @param whenReady runs once everything is ready
     */
    int run(Runnable whenReady) {
        long began = System.nanoTime();
        try (RunSession ignored = RunSession.begin(new RunFolder(settings), console)) {
            check(new Checks(settings).beforeStart());
            PulsoSystem system = new PulsoSystem(settings, console);
            Thread hook = new Thread(() -> stop(system), "pulso-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            start(system, hook, whenReady);
            announce(system, began);
            system.markReady();
            stopped.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private void start(PulsoSystem system, Thread hook, Runnable whenReady) {
        try {
            system.start();
            whenReady.run();
        } catch (StartFailedException | ApiException e) {
            console.say(e.getMessage() == null ? "the start has failed" : e.getMessage());
            system.failedLogTail().forEach(console::say);
            Runtime.getRuntime().removeShutdownHook(hook);
            stop(system);
            throw new StartFailedException("nothing was left running; the logs are in "
                    + settings.data().resolve("logs"));
        }
    }

    private void check(List<Finding> findings) {
        List<Finding> bad = findings.stream().filter(finding -> !finding.good()).toList();
        bad.forEach(each -> console.say(each.subject() + ": " + each.detail() + "; " + each.remedy()));
        if (!bad.isEmpty()) {
            throw new StartFailedException("nothing was started");
        }
    }

    private void announce(PulsoSystem system, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        console.say("everything is ready after %.0f s, using %d MB".formatted(seconds, system.residentMegabytes()));
        console.say("page  " + settings.url(Part.DASHBOARD));
        console.say("REST  " + settings.url(Part.RESULTS) + "/v1/hashtags?window=15m");
        console.say("stop  Ctrl-C, or deploy/pulso down");
    }

    private void stop(PulsoSystem system) {
        console.say("stopping");
        system.stop();
        console.say("stopped");
        stopped.countDown();
    }
}
