package dev.pulso.local.run;

import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All parts together: started side by side, watched, stopped in order. */
public final class PulsoSystem {
    /** Sources and views first, then who counts, then who stores. */
    private static final List<List<Part>> STOP_ORDER = List.of(
            List.of(Part.DASHBOARD, Part.INGEST, Part.EXTRACTOR),
            List.of(Part.PROCESSOR),
            List.of(Part.RESULTS),
            List.of(Part.POSTGRES),
            List.of(Part.KAFKA));

    private final Settings settings;
    private final Console console;
    private final RunFolder runFolder;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pulso-unit");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Part, Unit> units = new EnumMap<>(Part.class);
    private final Map<Part, Supervisor> supervisors = Collections.synchronizedMap(new EnumMap<>(Part.class));

    @Nullable
    private volatile Part firstFailure;

    private volatile boolean ready;
    private volatile boolean stopping;

    public PulsoSystem(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.runFolder = new RunFolder(settings);
        Secrets secrets = new Secrets(settings);
        units.put(Part.KAFKA, new KafkaUnit(settings));
        units.put(Part.POSTGRES, new PostgresUnit(settings, secrets));
        ServiceCommand command = new ServiceCommand(settings, secrets);
        Readiness readiness = new Readiness();
        for (Part part : builtServices()) {
            units.put(part, new ServiceUnit(part, settings, command, readiness));
        }
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @throws StartFailedException if a part does not get ready; what has started keeps running until {@link #stop()}
     */
    public void start() {
        missingServices().forEach(part -> console.say(part, "is not built, starting without it"));
        console.say("starting Kafka and PostgreSQL");
        together(List.of(Part.KAFKA, Part.POSTGRES));
        List<String> created = TopicProvisioner.createMissing("127.0.0.1:" + settings.port(Part.KAFKA));
        if (!created.isEmpty()) {
            console.say("created " + created.size() + " topics");
        }
        console.say("starting " + builtServices().size() + " services");
        together(builtServices());
    }

    /** Tells the other commands that the start is complete. */
    public void markReady() {
        ready = true;
        publish();
    }

    /** Stops everything in order; may be called at any moment of the start. */
    public void stop() {
        stopping = true;
        List.copyOf(supervisors.values()).forEach(Supervisor::release);
        for (List<Part> stage : STOP_ORDER) {
            CompletableFuture<?>[] stops = stage.stream()
                    .filter(units::containsKey)
                    .map(part -> CompletableFuture.runAsync(() -> stop(part), executor))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(stops).join();
        }
        runFolder.clear();
    }

    /** Memory of all parts and of this launcher. */
    public long residentMegabytes() {
        long parts = List.copyOf(supervisors.keySet()).stream()
                .mapToLong(part -> Resident.megabytes(unit(part).process()))
                .sum();
        return parts + Resident.megabytesAlone(ProcessHandle.current());
    }

    /** The end of the log of the part that did not start. */
    public List<String> failedLogTail() {
        Part failed = firstFailure;
        return failed == null ? List.of() : ServiceLog.tail(settings.log(failed));
    }

    private List<Part> missingServices() {
        return services()
                .filter(part -> !ServiceCommand.isBuilt(settings, part))
                .toList();
    }

    private List<Part> builtServices() {
        return services().filter(part -> ServiceCommand.isBuilt(settings, part)).toList();
    }

    private static Stream<Part> services() {
        return List.of(Part.values()).stream().filter(Part::isService);
    }

    /** Starts parts side by side; the first failure ends the wait for the others. */
    private void together(List<Part> parts) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(parts.size());
        for (Part part : parts) {
            executor.execute(() -> {
                try {
                    start(unit(part));
                    if (left.decrementAndGet() == 0) {
                        outcome.complete(null);
                    }
                } catch (StartFailedException e) {
                    outcome.completeExceptionally(e);
                }
            });
        }
        try {
            if (!parts.isEmpty()) {
                outcome.join();
            }
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartFailedException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void start(Unit unit) {
        Part part = unit.part();
        ServiceLog.rotate(settings.log(part));
        long began = System.nanoTime();
        try {
            if (stopping) {
                throw new IllegalStateException("stopped meanwhile");
            }
            unit.start();
        } catch (RuntimeException e) {
            firstFailure = firstFailure == null ? part : firstFailure;
            throw new StartFailedException(part.title() + " does not start: " + e.getMessage(), e);
        }
        console.say(part, "ready after %.1f s, %s".formatted((System.nanoTime() - began) / 1e9, address(part)));
        Supervisor supervisor = new Supervisor(unit, console, executor, this::publish);
        supervisors.put(part, supervisor);
        supervisor.watch();
        publish();
    }

    private void stop(Part part) {
        Supervisor supervisor = supervisors.get(part);
        if (supervisor == null) {
            unit(part).stop();
        } else {
            supervisor.stop();
        }
    }

    private Unit unit(Part part) {
        Unit unit = units.get(part);
        if (unit == null) {
            throw new IllegalStateException(part.title() + " is not part of this run");
        }
        return unit;
    }

    private String address(Part part) {
        return part.isService() ? settings.url(part) : "127.0.0.1:" + settings.port(part);
    }

    private synchronized void publish() {
        if (stopping) {
            return;
        }
        List<RunState.Child> children = supervisors.keySet().stream()
                .map(part ->
                        new RunState.Child(part, RunState.Identity.of(unit(part).process())))
                .toList();
        RunState.Identity self = RunState.Identity.of(ProcessHandle.current());
        runFolder.write(new RunState(self, ready, settings.ports(), children));
    }
}
