package dev.pulso.processor;

import dev.pulso.processor.recompute.RecomputeCommand;
import dev.pulso.processor.settings.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * Entry of the process. Without arguments it counts, and ends with 0 after a signal, with 1 after a fault of its own,
 * with 2 if it was called in a wrong way. With
 * {@code recompute} as first argument it counts one day from the archive.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        List<String> missing = OpenPackages.missingOptions();
        if (!missing.isEmpty()) {
            System.err.println("Spark needs of this JVM: " + String.join(" ", missing));
            System.exit(2);
        }
        if (args.length > 0 && args[0].equals("recompute")) {
            // Read by log4j2.properties: standard output belongs to the report.
            System.setProperty("pulso.log.target", "SYSTEM_ERR");
            System.exit(RecomputeCommand.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        if (args.length > 0) {
            System.err.println("usage: Main [recompute --help]");
            System.exit(2);
        }
        System.exit(Processor.run(Settings.load()));
    }
}
