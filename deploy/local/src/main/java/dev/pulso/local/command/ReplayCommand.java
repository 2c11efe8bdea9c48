package dev.pulso.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.local.client.Api;
import dev.pulso.local.client.Replay;
import dev.pulso.local.run.StartFailedException;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Pushes a file of posts, plain or gzip, through the pipeline and shows its progress.",
            "Exit code 0 if the whole file was read, even with bad lines (they are listed); 1 if not."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ReplayOptions replay = new ReplayOptions();

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws FileNotFoundException {
        if (!Files.isReadable(file)) {
            throw new StartFailedException(file + " is not a readable file");
        }
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.runningSettings();
        Replay client = new Replay(new Api(settings), settings.url(Part.EXTRACTOR));
        Progress progress = new Progress(out);
        JsonNode end = client.run(file, replay.parameters(), progress::show);
        for (JsonNode error : end.path("errors")) {
            out.printf(
                    "line %s: %s %s%n",
                    error.path("line").asText("?"),
                    error.path("code").asText(),
                    error.path("detail").asText(""));
        }
        out.println(end.path("state").asText() + ": " + Progress.counts(end));
        return end.path("state").asText().equals("DONE") ? 0 : 1;
    }

    /** One line that is rewritten on a terminal, and a line for each change elsewhere. */
    private static final class Progress {
        private final PrintWriter out;
        private String last = "";

        Progress(PrintWriter out) {
            this.out = out;
        }

        void show(JsonNode state) {
            String line = counts(state);
            if (!line.equals(last)) {
                out.print(System.console() == null ? line + System.lineSeparator() : "\r" + line + "   ");
                out.flush();
                last = line;
            }
            if (System.console() != null && !state.path("state").asText().equals("RUNNING")) {
                out.println();
            }
        }

        static String counts(JsonNode state) {
            return "%,d read, %,d accepted, %,d rejected"
                    .formatted(
                            state.path("read").asLong(),
                            state.path("accepted").asLong(),
                            state.path("rejected").asLong());
        }
    }
}
