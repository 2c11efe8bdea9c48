package dev.pulso.embedded;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line and the properties file of a single broker on a small machine. */
final class KafkaConfig {
    private KafkaConfig() {}

    /**
     * A static voter list instead of {@code --standalone}: the storage then does not remember the controller's port, so
     * that a free one can be taken at every start.
     */
    static String text(Path dataDir, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                num.partitions=4
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=8388608
                log.cleaner.threads=1
                """.formatted(port, controllerPort, dataDir.toAbsolutePath());
    }

    static List<String> command(KafkaSettings settings, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.heapMegabytes() + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-Duser.timezone=UTC");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
        command.add("-cp");
        command.add(settings.home().resolve("lib") + "/*:" + ownClasses());
        command.add(StopsWithParent.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** The jar or folder this class was loaded from: the child needs {@link StopsWithParent}. */
    private static Path ownClasses() {
        try {
            return Path.of(StopsWithParent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of the classes is no path", e);
        }
    }
}
