package dev.pulso.local.run;

import dev.pulso.embedded.ChildJvm;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How the processes of a Spark standalone cluster are started, and what spark-processor must say to use it. */
final class SparkCommand {
    private static final int WORKER_CORES = 2;
    private static final int EXECUTOR_MEGABYTES = 768;
    /** What Spark adds to the heap of an executor at least when a worker looks for room. */
    private static final int EXECUTOR_OVERHEAD_MEGABYTES = 384;

    private final Settings settings;

    SparkCommand(Settings settings) {
        this.settings = settings;
    }

    /** Whether this run has a Spark cluster. */
    boolean isUsed() {
        return !settings.nodes(Part.SPARK_MASTER).isEmpty();
    }

    List<String> command(Node node) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + settings.memory(node.part()) + "m");
        options.add("-XX:+UseSerialGC");
        options.add("-Duser.timezone=UTC");
        options.addAll(ServiceCommand.sparkOpens());
        String classPath = home().resolve("jars") + "/*";
        if (node.part() == Part.SPARK_MASTER) {
            // A master that comes back must know its workers and applications.
            options.add("-Dspark.deploy.recoveryMode=FILESYSTEM");
            options.add("-Dspark.deploy.recoveryDirectory=" + workFolder(node));
            return ChildJvm.command(
                    options,
                    classPath,
                    "org.apache.spark.deploy.master.Master",
                    List.of("--host", "127.0.0.1", "--port", "" + settings.port(node), "--webui-port", "0"));
        }
        options.add("-Dspark.worker.cleanup.enabled=true");
        return ChildJvm.command(
                options,
                classPath,
                "org.apache.spark.deploy.worker.Worker",
                List.of(
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "" + settings.port(node),
                        "--webui-port",
                        "0",
                        "--cores",
                        "" + WORKER_CORES,
                        "--memory",
                        EXECUTOR_MEGABYTES + EXECUTOR_OVERHEAD_MEGABYTES + "m",
                        "--work-dir",
                        workFolder(node).toString(),
                        master()));
    }

    Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME",
                home().toString(),
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                // Else a worker looks for the folders of a build of Spark.
                "SPARK_SCALA_VERSION",
                "2.12");
    }

    /** What spark-processor is told on its command line; the same as options of {@code spark-submit}. */
    List<String> driverOptions() {
        if (!isUsed()) {
            return List.of();
        }
        Path jars = home().resolve("jars");
        return List.of(
                "-Dspark.master=" + master(),
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.executor.memory=" + EXECUTOR_MEGABYTES + "m",
                "-Dspark.executor.extraClassPath=" + jars + "/*:" + jarOfProcessor(),
                "-Dspark.executor.extraJavaOptions=-XX:+UseSerialGC -Duser.timezone=UTC -XX:+ExitOnOutOfMemoryError");
    }

    Path workFolder(Node node) {
        return settings.data().resolve(node.title());
    }

    private String master() {
        return "spark://127.0.0.1:" + settings.port(Part.SPARK_MASTER);
    }

    private Path jarOfProcessor() {
        return ServiceCommand.artefact(settings, Part.PROCESSOR).resolveSibling("*");
    }

    /**
     * A worker starts executors from {@code jars} of {@code SPARK_HOME}: the libraries of spark-processor. Master and workers
     * ask for it at the same time, and the run before may have been one of another version.
     */
    private Path home() {
        Path home = settings.runFolder().resolve("spark-home");
        Path jars = home.resolve("jars");
        Path lib = ServiceCommand.artefact(settings, Part.PROCESSOR);
        try {
            if (!Files.isSymbolicLink(jars) || !Files.readSymbolicLink(jars).equals(lib)) {
                Files.createDirectories(home);
                Path link = Files.createSymbolicLink(home.resolve("jars-" + UUID.randomUUID()), lib);
                Files.move(link, jars, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link " + lib, e);
        }
        return home;
    }
}
