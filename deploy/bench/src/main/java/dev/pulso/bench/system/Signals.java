package dev.pulso.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Signals that the JDK cannot send, to a process and all its descendants. */
public final class Signals {
    private Signals() {}

    /** Stops a process where it stands, as a long garbage collection or a sleeping laptop does. */
    public static void pause(ProcessHandle process) {
        send("-STOP", process);
    }

    /** Lets a paused process go on. */
    public static void resume(ProcessHandle process) {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) {
        String[] command = Stream.concat(
                        Stream.of("kill", signal, Long.toString(process.pid())),
                        process.descendants().map(each -> Long.toString(each.pid())))
                .toArray(String[]::new);
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no kill command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
