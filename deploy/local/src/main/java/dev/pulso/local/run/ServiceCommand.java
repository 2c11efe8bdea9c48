package dev.pulso.local.run;

import dev.pulso.embedded.ChildJvm;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each service is started: its command line and its environment. */
public final class ServiceCommand {
    static final String DATABASE_USER = "pulso";

    private static final String QUARKUS_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final String PROCESSOR_MAIN = "dev.pulso.processor.Main";
    /** As {@code OpenPackages} of spark-processor, which looks at its start whether one is missing here. */
    private static final List<String> SPARK_OPENS = List.of(
            "java.io",
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private final Settings settings;
    private final Secrets secrets;
    private final SparkCommand spark;

    ServiceCommand(Settings settings, Secrets secrets, SparkCommand spark) {
        this.settings = settings;
        this.secrets = secrets;
        this.spark = spark;
    }

    /** The file whose presence says that the service is built. */
    public static Path artefact(Settings settings, Part part) {
        Path target = settings.root().resolve(part.title()).resolve("target");
        return part == Part.PROCESSOR ? target.resolve("lib") : target.resolve("quarkus-app/quarkus-run.jar");
    }

    static boolean isBuilt(Settings settings, Part part) {
        return Files.exists(artefact(settings, part));
    }

    /** Options for a JVM with Spark in it, which reaches into the JDK; what {@code spark-submit} would pass. */
    public static List<String> sparkOpens() {
        return SPARK_OPENS.stream()
                .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
                .toList();
    }

    List<String> command(Part part) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + settings.memory(part) + "m");
        options.add("-XX:+UseSerialGC");
        options.add("-XX:+ExitOnOutOfMemoryError");
        options.add("-Duser.timezone=UTC");
        options.add("-Dfile.encoding=UTF-8");
        if (part != Part.PROCESSOR) {
            options.add("-XX:MaxMetaspaceSize=160m");
            String jar = artefact(settings, part).toString();
            return ChildJvm.command(options, jar, QUARKUS_MAIN, List.of());
        }
        options.addAll(heapOfProcessor());
        options.addAll(sparkOpens());
        options.addAll(spark.driverOptions());
        Path target = artefact(settings, part).resolveSibling("*");
        return ChildJvm.command(options, target + ":" + artefact(settings, part) + "/*", PROCESSOR_MAIN, List.of());
    }

    /**
     * By itself a JVM begins with a 64th of the machine's memory and collects the old generation once that is full: on a machine
     * of 24 GB the processor grew for a quarter of an hour by what nobody needed any more. The young generation has to hold
     * what a micro-batch makes, or it is promoted.
     */
    private List<String> heapOfProcessor() {
        int most = settings.memory(Part.PROCESSOR);
        return List.of("-Xms" + most / 4 + "m", "-XX:NewSize=" + most / 8 + "m");
    }

    /** What a node is told: its own port, and of each other service the replica of its own number, or the last. */
    Map<String, String> environment(Node node) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PULSO_HOST", "127.0.0.1");
        environment.put("PULSO_KAFKA", settings.bootstrapServers());
        for (Part part : Part.values()) {
            List<Node> replicas = settings.nodes(part);
            if (part.isService() && !replicas.isEmpty()) {
                Node nearest = replicas.get(Math.min(node.replica(), replicas.size() - 1));
                environment.put("PULSO_" + part.name() + "_PORT", Integer.toString(settings.port(nearest)));
                environment.put("PULSO_" + part.name() + "_URL", settings.url(nearest));
            }
        }
        environment.put("PULSO_DB_URL", "jdbc:postgresql://127.0.0.1:" + settings.port(Part.POSTGRES) + "/pulso");
        environment.put("PULSO_DB_USER", DATABASE_USER);
        environment.put("PULSO_DB_PASSWORD", secrets.databasePassword());
        environment.put("PULSO_AUTHOR_KEY_FILE", secrets.authorKey().toString());
        environment.put("PULSO_DATA_DIR", settings.data().toString());
        if (node.part() == Part.PROCESSOR) {
            // RocksDB takes and gives back from many threads; glibc keeps for each what it gave back.
            environment.put("MALLOC_ARENA_MAX", "2");
        }
        if (settings.secure()) {
            environment.putAll(secrets.environment());
        }
        return environment;
    }
}
