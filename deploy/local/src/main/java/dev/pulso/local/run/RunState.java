package dev.pulso.local.run;

import dev.pulso.local.settings.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs, for the commands that are typed in another terminal.
 *
 * @param launcher the process that started everything
 * @param ready whether the start is complete
 * @param ports the ports in use
 * @param children main process of each part
 */
public record RunState(Identity launcher, boolean ready, Map<Part, Integer> ports, List<Child> children) {
    public RunState {
        ports = Map.copyOf(ports);
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

    /** A part and its main process. */
    public record Child(Part part, Identity identity) {}
}
