package dev.pulso.local.command;

import dev.pulso.embedded.TopicProvisioner;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        description = "Creates the topics that a Kafka cluster lacks, as asyncapi.yaml describes them.",
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
    @Option(
            names = "--kafka",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Bootstrap servers of the cluster.")
    private String kafka = "";

    @Option(names = "--replicas", defaultValue = "1", description = "Replicas of each partition (${DEFAULT-VALUE}).")
    private int replicas;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> created = TopicProvisioner.createMissing(kafka, replicas);
        spec.commandLine().getOut().println(created.isEmpty() ? "nothing was missing" : String.join("\n", created));
        return 0;
    }
}
