package dev.pulso.processor.recompute;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.processor.archive.ArchiveReader;
import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.stream.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recompute}: counts a day from the archive and says, as JSON, what results-service serves otherwise. */
@Command(
        name = "recompute",
        mixinStandardHelpOptions = true,
        description = "Counts a day from the archive and reports, as JSON, what results-service serves otherwise.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no differences", "1:differences or a fault", "2:wrong usage"})
public final class RecomputeCommand implements Callable<Integer> {
    private static final ObjectWriter JSON = MessageCodec.mapper().writerWithDefaultPrettyPrinter();

    @Option(names = "--day", required = true, description = "The day, UTC, such as 2026-11-23.")
    private @Nullable LocalDate day;

    @Option(
            names = "--results",
            defaultValue = "${env:PULSO_RESULTS_URL:-http://127.0.0.1:8083}",
            description = "Address of results-service (${DEFAULT-VALUE}).")
    private @Nullable String results;

    @Option(names = "--archive", description = "Directory of the archive (as the processor's settings say).")
    private @Nullable String archive;

    @Option(names = "--every-minute", description = "Compares each minute of each hashtag: a request a hashtag.")
    private boolean everyMinute;

    @Option(names = "--related", description = "Compares the tags beside each hashtag: a request a hashtag.")
    private boolean related;

    @Option(names = "--out", description = "File for the report (standard output).")
    private @Nullable Path out;

    /** Sums of what the archive holds for the day. */
    record Totals(long series, long count, long reposts) {
        static Totals of(Map<?, Figures> figures) {
            Figures sum = figures.values().stream().reduce(Figures.NOTHING, Figures::plus);
            return new Totals(figures.size(), sum.count(), sum.reposts());
        }
    }

    /** @param truncated whether there are more differences than listed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(
            LocalDate day,
            boolean equal,
            Totals hashtags,
            Totals activity,
            boolean truncated,
            List<Difference> differences) {}

    /** Parses the arguments and runs; returns the exit code. */
    public static int run(String... arguments) {
        return new CommandLine(new RecomputeCommand()).execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (day == null || results == null) {
            return 2;
        }
        Settings settings = Settings.load();
        SparkSession spark = Session.start(settings);
        ArchiveReader reader =
                ArchiveReader.open(spark, archive == null ? settings.archive().directory() : archive);
        int mostPaired = related ? settings.relatedTags() : 0;
        try (ArchivedDay archived = new ArchivedDay(reader, day, mostPaired)) {
            Comparison.Depth depth = new Comparison.Depth(everyMinute, related);
            List<Difference> differences = new Comparison(archived, new Served(results, day), day, depth).run();
            write(new Report(
                    day,
                    differences.isEmpty(),
                    Totals.of(archived.hashtags()),
                    Totals.of(archived.activities()),
                    differences.size() >= Comparison.MAX_DIFFERENCES,
                    differences));
            return differences.isEmpty() ? 0 : 1;
        }
    }

    private void write(Report report) throws Exception {
        if (out == null) {
            // The only thing on standard output: logs go to standard error in this mode.
            System.out.println(JSON.writeValueAsString(report));
        } else {
            Files.writeString(out, JSON.writeValueAsString(report));
        }
    }
}
