package dev.pulso.embedded;

import java.util.List;

/** The command line and the properties file of a broker on a small machine. */
final class KafkaConfig {
    /**
     * Writes wait for every replica in sync, so one silent broker of three holds up all of them until the controllers give it
     * up: after 4 s instead of Kafka's 9. If it was the active controller, the others first have to miss it and elect another,
     * and only then do the 4 s begin. Together with the clients' own retries it has to be less than 10.
     */
    private static final String SOON_GIVEN_UP = """
            broker.heartbeat.interval.ms=1000
            broker.session.timeout.ms=4000
            controller.quorum.fetch.timeout.ms=1500
            controller.quorum.election.timeout.ms=500
            controller.quorum.election.backoff.max.ms=500
            """;

    private KafkaConfig() {}

    /**
     * A static voter list instead of {@code --standalone}: the storage then does not remember the controller's port, so
     * that a free one can be taken at every start.
     */
    static String text(KafkaSettings settings, int port, KafkaQuorum quorum) {
        KafkaAccount account = settings.account();
        String protocol = account == null ? "PLAINTEXT" : "SASL_SSL";
        return """
                process.roles=broker,controller
                node.id=%4$d
                controller.quorum.voters=%5$s
                listeners=%8$s://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=%8$s://127.0.0.1:%1$d
                listener.security.protocol.map=%8$s:%8$s,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                num.partitions=4
                auto.create.topics.enable=false
                default.replication.factor=%6$d
                min.insync.replicas=%7$d
                offsets.topic.replication.factor=%6$d
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=%6$d
                transaction.state.log.min.isr=%7$d
                transaction.state.log.num.partitions=4
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=8388608
                log.cleaner.threads=1
                %9$s
                %10$s
                """.formatted(
                        port,
                        quorum.controllerPort(settings.node()),
                        settings.dataDir().toAbsolutePath(),
                        settings.node(),
                        quorum.voters(),
                        quorum.replicas(),
                        quorum.inSyncReplicas(),
                        protocol,
                        account == null ? "inter.broker.listener.name=PLAINTEXT" : account.brokerLines(),
                        quorum.replicas() == 1 ? "" : SOON_GIVEN_UP);
    }

    static List<String> command(KafkaSettings settings, String mainClass, List<String> arguments) {
        List<String> options = List.of(
                "-Xmx" + settings.heapMegabytes() + "m",
                // By itself a large machine's JVM begins with all of it, and fills that with garbage before it collects
                // any.
                "-Xms" + settings.heapMegabytes() / 2 + "m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
        return ChildJvm.command(options, settings.home().resolve("lib") + "/*", mainClass, arguments);
    }
}
