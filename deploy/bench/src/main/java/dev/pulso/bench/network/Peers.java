package dev.pulso.bench.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which process holds the other end of a connection on loopback, from {@code /proc}. Nobody, where there is none. */
final class Peers {
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private Peers() {}

    /** The process among these that holds a socket whose local port is {@code port}. */
    static Optional<Long> holderOf(int port, List<Long> pids) {
        return inodeOf(port)
                .flatMap(inode -> pids.stream()
                        .filter(pid -> holds(pid, "socket:[" + inode + "]"))
                        .findFirst());
    }

    /** Java's sockets are IPv6 ones, PostgreSQL's tools use IPv4. */
    private static Optional<String> inodeOf(int port) {
        String suffix = ":%04X".formatted(port);
        for (String table : List.of("/proc/net/tcp6", "/proc/net/tcp")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] cells = line.strip().split("\\s+");
                    if (cells.length > INODE && cells[LOCAL_ADDRESS].endsWith(suffix)) {
                        return Optional.of(cells[INODE]);
                    }
                }
            } catch (IOException e) {
                // No such table here.
            }
        }
        return Optional.empty();
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path each : open) {
                if (isLinkTo(each, socket)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
        return false;
    }

    private static boolean isLinkTo(Path link, String target) {
        try {
            return Files.readSymbolicLink(link).toString().equals(target);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }
}
