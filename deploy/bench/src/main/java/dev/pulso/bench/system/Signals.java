package dev.pulso.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Signals that the JDK cannot send. */
public final class Signals {
    private Signals() {}

    /** Stops a process and all its descendants where they stand, as a long garbage collection or a sleeping laptop does. */
    public static void pause(ProcessHandle process) {
        send("-STOP", process);
    }

    /** Lets a paused process and its descendants go on. */
    public static void resume(ProcessHandle process) {
        send("-CONT", process);
    }

    /**
     * Stops a PostgreSQL as {@code pg_ctl -m fast} does; after a SIGTERM it would wait for its clients for ever. To the
     * postmaster alone: its backends would take the same signal as the cancelling of a query.
     */
    public static void stopFast(ProcessHandle postmaster) {
        run(Stream.of("kill", "-INT", Long.toString(postmaster.pid())));
    }

    /** Stops a PostgreSQL as {@code pg_ctl -m immediate} does: it has to recover when it starts. */
    public static void stopAtOnce(ProcessHandle postmaster) {
        run(Stream.of("kill", "-QUIT", Long.toString(postmaster.pid())));
    }

    private static void send(String signal, ProcessHandle process) {
        run(Stream.concat(
                Stream.of("kill", signal, Long.toString(process.pid())),
                process.descendants().map(each -> Long.toString(each.pid()))));
    }

    private static void run(Stream<String> command) {
        try {
            new ProcessBuilder(command.toList()).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no kill command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
