package dev.pulso.local.run;

import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
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
            List.of(Part.SPARK_WORKER, Part.SPARK_MASTER),
            List.of(Part.RESULTS),
            List.of(Part.POSTGRES),
            List.of(Part.KAFKA));

    private final Settings settings;
    private final Console console;
    private final RunFolder runFolder;
    private final Secrets secrets;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pulso-unit");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Node, Unit> units = new TreeMap<>();
    /** What was started last for each node: a process that has just died has no handle any more. */
    private final Map<Node, RunState.Identity> processes = new ConcurrentSkipListMap<>();

    private final Map<Node, Supervisor> supervisors = Collections.synchronizedMap(new TreeMap<>());

    @Nullable
    private volatile Node firstFailure;

    private volatile boolean ready;
    private volatile boolean stopping;

    public PulsoSystem(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.runFolder = new RunFolder(settings);
        this.secrets = new Secrets(settings);
        SparkCommand spark = new SparkCommand(settings);
        ServiceCommand command = new ServiceCommand(settings, secrets, spark);
        Readiness readiness = new Readiness();
        KafkaCluster.units(settings, secrets).forEach(this::add);
        add(new PostgresUnit(settings, secrets));
        sparkNodes().forEach(node -> add(new SparkUnit(node, settings, spark)));
        builtServices().forEach(node -> add(new ServiceUnit(node, settings, command, readiness)));
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @throws StartFailedException if a part does not get ready; what has started keeps running until {@link #stop()}
     */
    public void start() {
        missingServices().forEach(node -> console.say(node, "is not built, starting without it"));
        boolean spark = !sparkNodes().isEmpty();
        console.say(spark ? "starting Kafka, PostgreSQL and Spark" : "starting Kafka and PostgreSQL");
        together(settings.nodes().stream()
                .filter(node -> !node.part().isService())
                .toList());
        List<String> created =
                TopicProvisioner.createMissing(KafkaCluster.client(settings, secrets), KafkaCluster.replicas(settings));
        if (!created.isEmpty()) {
            console.say("created " + created.size() + " topics");
        }
        if (Rewind.perform(settings, KafkaCluster.client(settings, secrets))) {
            console.say("results-service will read its topics again");
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
            CompletableFuture<?>[] stops = units.keySet().stream()
                    .filter(node -> stage.contains(node.part()))
                    .map(node -> CompletableFuture.runAsync(() -> stop(node), executor))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(stops).join();
        }
        runFolder.clear();
    }

    /** Memory of all parts and of this launcher. */
    public long residentMegabytes() {
        long parts = processes.values().stream()
                .flatMap(process -> process.find().stream())
                .mapToLong(Resident::megabytes)
                .sum();
        return parts + Resident.megabytesAlone(ProcessHandle.current());
    }

    /** The end of the log of the part that did not start. */
    public List<String> failedLogTail() {
        Node failed = firstFailure;
        return failed == null ? List.of() : ServiceLog.tail(settings.log(failed));
    }

    private void add(Unit unit) {
        units.put(unit.node(), unit);
    }

    private List<Node> missingServices() {
        return services()
                .filter(node -> !ServiceCommand.isBuilt(settings, node.part()))
                .toList();
    }

    private List<Node> builtServices() {
        return services()
                .filter(node -> ServiceCommand.isBuilt(settings, node.part()))
                .toList();
    }

    private Stream<Node> services() {
        return settings.nodes().stream().filter(node -> node.part().isService());
    }

    private List<Node> sparkNodes() {
        return Stream.of(Part.SPARK_MASTER, Part.SPARK_WORKER)
                .flatMap(part -> settings.nodes(part).stream())
                .toList();
    }

    /** Starts nodes side by side; the first failure ends the wait for the others. */
    private void together(List<Node> nodes) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(nodes.size());
        for (Node node : nodes) {
            executor.execute(() -> {
                try {
                    start(unit(node));
                    if (left.decrementAndGet() == 0) {
                        outcome.complete(null);
                    }
                } catch (StartFailedException e) {
                    outcome.completeExceptionally(e);
                }
            });
        }
        try {
            if (!nodes.isEmpty()) {
                outcome.join();
            }
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartFailedException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void start(Unit unit) {
        Node node = unit.node();
        ServiceLog.rotate(settings.log(node));
        long began = System.nanoTime();
        try {
            if (stopping) {
                throw new IllegalStateException("stopped meanwhile");
            }
            unit.start();
        } catch (RuntimeException e) {
            firstFailure = firstFailure == null ? node : firstFailure;
            throw new StartFailedException(node.title() + " does not start: " + e.getMessage(), e);
        }
        console.say(node, "ready after %.1f s, %s".formatted((System.nanoTime() - began) / 1e9, address(node)));
        Supervisor supervisor = new Supervisor(unit, console, executor, () -> noteProcess(unit));
        supervisors.put(node, supervisor);
        supervisor.watch();
        noteProcess(unit);
    }

    private void stop(Node node) {
        Supervisor supervisor = supervisors.get(node);
        if (supervisor == null) {
            unit(node).stop();
        } else {
            supervisor.stop();
        }
    }

    private Unit unit(Node node) {
        Unit unit = units.get(node);
        if (unit == null) {
            throw new IllegalStateException(node.title() + " is not part of this run");
        }
        return unit;
    }

    private String address(Node node) {
        return node.part().isService() ? settings.url(node) : "127.0.0.1:" + settings.port(node);
    }

    private void noteProcess(Unit unit) {
        processes.put(unit.node(), RunState.Identity.of(unit.process()));
        publish();
    }

    private synchronized void publish() {
        if (stopping) {
            return;
        }
        List<RunState.Child> children = processes.entrySet().stream()
                .map(each -> new RunState.Child(each.getKey(), each.getValue()))
                .toList();
        RunState.Identity self = RunState.Identity.of(ProcessHandle.current());
        List<RunState.Address> addresses = settings.nodes().stream()
                .map(node -> new RunState.Address(node, settings.port(node)))
                .toList();
        runFolder.write(new RunState(self, settings.secure(), ready, addresses, children));
    }
}
