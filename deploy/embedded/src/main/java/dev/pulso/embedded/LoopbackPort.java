package dev.pulso.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Waits for a port to open: a client library would fill the log with failed attempts meanwhile. */
public final class LoopbackPort {
    private static final int CONNECT_MILLIS = 500;
    private static final int PAUSE_MILLIS = 50;

    private LoopbackPort() {}

    /** @throws IllegalStateException if the process ends or the deadline passes before the port is open */
    public static void awaitOpen(int port, Process process, Duration deadline, String name) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!isOpen(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + ": ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name + ": port " + port + " is not open after " + deadline);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(name + ": interrupted", e);
            }
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
