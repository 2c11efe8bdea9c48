package dev.pulso.local.check;

import dev.pulso.local.run.ServiceCommand;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at this machine; nothing is changed except that the data folder is created. */
public final class Checks {
    private static final int JAVA = 17;
    private static final long MEGABYTE = 1024L * 1024;
    /** What a JVM needs beside its heap, on average over our parts, measured. */
    private static final int BESIDE_HEAP_MEGABYTES = 110;

    /** What a worker of Spark starts in a process of its own. */
    private static final int EXECUTOR_MEGABYTES = 1152;

    private static final long DISK_MEGABYTES = 1024;

    private final Settings settings;

    public Checks(Settings settings) {
        this.settings = settings;
    }

    /** What must be good before anything starts. */
    public List<Finding> beforeStart() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(memory());
        findings.add(dataFolder());
        findings.add(kafkaDistribution());
        settings.nodes().forEach(node -> findings.add(port(node)));
        return findings;
    }

    /** Which services are built. */
    public List<Finding> artefacts() {
        List<Finding> findings = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part.isService()) {
                Path artefact = ServiceCommand.artefact(settings, part);
                findings.add(
                        Files.exists(artefact)
                                ? Finding.good(part.title(), "built")
                                : Finding.bad(
                                        part.title(),
                                        "not built",
                                        "run: mvn -pl " + part.title() + " -am package -DskipTests"));
            }
        }
        return findings;
    }

    private static Finding java() {
        int found = Runtime.version().feature();
        String where = found + " in " + System.getProperty("java.home");
        return found == JAVA
                ? Finding.good("Java", where)
                : Finding.bad("Java", where, "point JAVA_HOME at a JDK " + JAVA + ": Spark 3.5 runs on no later one");
    }

    private Finding memory() {
        long needed = 0;
        for (Node node : settings.nodes()) {
            needed += settings.memory(node.part()) + BESIDE_HEAP_MEGABYTES;
            needed += node.part() == Part.SPARK_WORKER ? EXECUTOR_MEGABYTES : 0;
        }
        long available = Memory.availableBytes() / MEGABYTE;
        String detail = available + " MB available, up to " + needed + " MB needed";
        return available >= needed
                ? Finding.good("memory", detail)
                : Finding.bad(
                        "memory",
                        detail,
                        "close other programs, or set smaller heaps: " + Part.PROCESSOR.memoryKey() + " is "
                                + settings.memory(Part.PROCESSOR) + " MB");
    }

    private Finding dataFolder() {
        Path folder = settings.data();
        try {
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
            if (!Files.isWritable(folder)) {
                return Finding.bad("data", folder + " is not writable", "choose another with --data FOLDER");
            }
            return free >= DISK_MEGABYTES
                    ? Finding.good("data", folder + ", " + free + " MB free")
                    : Finding.bad(
                            "data", folder + " has only " + free + " MB free", "make room or choose --data FOLDER");
        } catch (IOException e) {
            return Finding.bad("data", folder + " cannot be created", "choose another with --data FOLDER");
        }
    }

    private Finding kafkaDistribution() {
        Path home = settings.root().resolve("deploy/embedded/target/kafka/lib");
        return Files.isDirectory(home)
                ? Finding.good("Kafka", "in " + home.getParent())
                : Finding.bad(
                        "Kafka", "not in " + home.getParent(), "run: mvn -pl deploy/embedded -am package -DskipTests");
    }

    private Finding port(Node node) {
        int port = settings.port(node);
        String subject = "port " + port + " (" + node.title() + ")";
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.good(subject, "free");
        } catch (IOException e) {
            return Finding.bad(
                    subject,
                    "in use by another program",
                    "stop that program, or choose another port: --set "
                            + node.part().portKey() + "=NUMBER, or all: --port-base NUMBER");
        }
    }
}
