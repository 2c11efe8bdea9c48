package dev.pulso.local.command;

import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.StartFailedException;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "reset", description = "Forgets all data. Settings and secrets stay.", mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
    private static final Set<String> KEPT = Set.of("pulso.properties", "secrets");

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--yes", description = "Asks no questions.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.settings();
        if (new RunFolder(settings).running().isPresent()) {
            throw new StartFailedException("Pulso runs. Stop it first with: deploy/pulso down");
        }
        if (!Files.isDirectory(settings.data().resolve("run"))) {
            out.println("There is no data in " + settings.data());
            return 0;
        }
        if (!yes && !confirmed(settings.data(), out)) {
            out.println("Nothing was deleted.");
            return 1;
        }
        for (Path entry : children(settings.data())) {
            delete(entry);
        }
        out.println("All data in " + settings.data() + " is deleted.");
        return 0;
    }

    private static boolean confirmed(Path data, PrintWriter out) {
        out.print("Delete all data in " + data + "? Type yes: ");
        out.flush();
        // Never closed: it would close System.in with it.
        Scanner answers = new Scanner(System.in, Charset.defaultCharset());
        return answers.hasNextLine() && answers.nextLine().strip().equals("yes");
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !KEPT.contains(entry.getFileName().toString()))
                    .toList();
        }
    }

    private static void delete(Path entry) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(entry)) {
            files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
