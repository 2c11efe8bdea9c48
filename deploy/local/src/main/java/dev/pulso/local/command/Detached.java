package dev.pulso.local.command;

import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A launcher of its own in the background, which outlives the terminal. */
final class Detached {
    private static final int POLL_MILLIS = 200;
    private static final Path SET_SESSION = Path.of("/usr/bin/setsid");

    private final Settings settings;
    private final PrintWriter out;

    Detached(Settings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /** Starts it with the same arguments and waits until it is ready or has given up. */
    int start(List<String> arguments) {
        Path console = settings.data().resolve("logs/pulso.log");
        Process launcher = launch(arguments, console);
        int shown = 0;
        while (!isReady(launcher)) {
            shown = show(console, shown);
            try {
                if (launcher.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    show(console, shown);
                    return 1;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 1;
            }
        }
        show(console, shown);
        return 0;
    }

    private boolean isReady(Process launcher) {
        return new RunFolder(settings)
                .running()
                .filter(RunState::ready)
                .filter(state -> state.launcher().pid() == launcher.pid())
                .isPresent();
    }

    private static Process launch(List<String> arguments, Path console) {
        List<String> command = new ArrayList<>();
        command.add(Files.isExecutable(SET_SESSION) ? SET_SESSION.toString() : "/usr/bin/nohup");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.pulso.local.Main"));
        arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        try {
            Files.createDirectories(console.getParent());
            Files.deleteIfExists(console);
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(console.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start in the background", e);
        }
    }

    private int show(Path console, int shown) {
        try {
            List<String> lines = Files.readAllLines(console);
            lines.subList(Math.min(shown, lines.size()), lines.size()).forEach(out::println);
            out.flush();
            return lines.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + console, e);
        }
    }
}
