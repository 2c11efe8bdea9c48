package dev.pulso.local.run;

import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What runs, for the commands that are typed in another terminal.
 *
 * @param launcher the process that started everything
 * @param secure whether callers need a key
 * @param ready whether the start is complete
 * @param addresses all nodes of the run, started or not
 * @param children main process of each node that was started
 */
public record RunState(
        Identity launcher, boolean secure, boolean ready, List<Address> addresses, List<Child> children) {
    public RunState {
        addresses = List.copyOf(addresses);
        children = List.copyOf(children);
    }

    /**
     * A process that cannot be confused with a later one of the same number.
     *
     * @param pid process id
     * @param started when it started, as the operating system says
     */
    public record Identity(long pid, Instant started) {
        static Identity of(ProcessHandle handle) {
            return new Identity(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
        }

        /** The process if it still lives. */
        public Optional<ProcessHandle> find() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> of(handle).started.equals(started));
        }
    }

    /** A node and its port on loopback. */
    public record Address(Node node, int port) {}

    /** A node and its main process. */
    public record Child(Node node, Identity identity) {}

    /** The settings with the nodes and ports that are in use. */
    public Settings in(Settings settings) {
        return settings.withSecure(secure)
                .withPorts(addresses.stream().collect(Collectors.toMap(Address::node, Address::port)));
    }
}
