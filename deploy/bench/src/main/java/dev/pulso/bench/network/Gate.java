package dev.pulso.bench.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A TCP proxy in front of one server that treats each connection as the condition of its client says. */
final class Gate implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final int LOOK_MILLIS = 20;

    private final ServerSocket server;
    private final int target;
    private final boolean tellsItsAddress;
    private final IntFunction<Supplier<Condition>> conditions;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService pumps = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "gate");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    /**
     * @param target port on loopback of the server behind
     * @param tellsItsAddress whether the server tells clients where to connect to, as Kafka does
     * @param conditions of a connection, by the local port of the client
     */
    Gate(int target, boolean tellsItsAddress, IntFunction<Supplier<Condition>> conditions) throws IOException {
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.target = target;
        this.tellsItsAddress = tellsItsAddress;
        this.conditions = conditions;
        pumps.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                pumps.execute(() -> connect(client));
            } catch (IOException e) {
                // Closed, or out of file handles for a moment.
            }
        }
    }

    private void connect(Socket client) {
        Supplier<Condition> condition = conditions.apply(client.getPort());
        try {
            if (!condition.get().connects()) {
                client.close();
                return;
            }
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            open.add(client);
            open.add(behind);
            pumps.execute(() -> guard(client, behind, condition));
            pumps.execute(() -> pump(client, behind, condition, false));
            pump(behind, client, condition, true);
        } catch (IOException e) {
            end(client);
        }
    }

    /** Ends a connection as soon as its condition allows none. */
    private void guard(Socket client, Socket behind, Supplier<Condition> condition) {
        while (!client.isClosed() && !behind.isClosed()) {
            if (!condition.get().connects()) {
                end(client);
                end(behind);
            }
            pause(LOOK_MILLIS);
        }
        end(client);
        end(behind);
    }

    private void pump(Socket from, Socket to, Supplier<Condition> condition, boolean answers) {
        PortRewriter rewriter = new PortRewriter(target, port());
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                await(from, condition, answers, length);
                byte[] passed = answers && tellsItsAddress
                        ? rewriter.pass(buffer, length)
                        : java.util.Arrays.copyOf(buffer, length);
                out.write(passed);
            }
        } catch (IOException e) {
            // One side has ended; so does the other.
        }
        end(from);
        end(to);
    }

    /** Bytes wait where a network would drop and repeat them: whoever is still there when it heals gets them. */
    private void await(Socket from, Supplier<Condition> condition, boolean answers, int length) throws IOException {
        Condition now = condition.get();
        int millis =
                now.delayMillis() + (now.bytesPerSecond() == 0 ? 0 : (int) (1000L * length / now.bytesPerSecond()));
        pause(millis);
        while (!(answers ? condition.get().answers() : condition.get().requests())) {
            if (from.isClosed()) {
                throw new IOException("ended meanwhile");
            }
            pause(LOOK_MILLIS);
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done for it.
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::end);
        pumps.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }
}
