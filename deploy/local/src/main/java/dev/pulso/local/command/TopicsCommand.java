package dev.pulso.local.command;

import dev.pulso.contracts.TopicSettings;
import dev.pulso.contracts.broker.BrokerSecurity;
import dev.pulso.embedded.TopicProvisioner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        description =
                "Creates the topics that a Kafka cluster lacks, or prints them for Strimzi, as asyncapi.yaml says.",
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    private static final class Target {
        @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Bootstrap servers of the cluster.")
        private @Nullable String kafka;

        @Option(
                names = "--strimzi",
                paramLabel = "CLUSTER",
                description = "Prints KafkaTopic resources for the Kafka resource of this name.")
        private @Nullable String strimzi;
    }

    @Option(names = "--replicas", defaultValue = "1", description = "Replicas of each partition (${DEFAULT-VALUE}).")
    private int replicas;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (target.strimzi != null) {
            spec.commandLine().getOut().print(StrimziTopics.of(TopicSettings.fromAsyncApi(), target.strimzi, replicas));
            spec.commandLine().getOut().flush();
            return 0;
        }
        // The same variables as the services': PULSO_KAFKA_SECURITY_PROTOCOL and its fellows.
        Map<String, Object> client = new HashMap<>(BrokerSecurity.ofEnvironment(System.getenv()));
        client.put("bootstrap.servers", String.valueOf(target.kafka));
        List<String> created = TopicProvisioner.createMissing(client, replicas);
        spec.commandLine().getOut().println(created.isEmpty() ? "nothing was missing" : String.join("\n", created));
        return 0;
    }
}
