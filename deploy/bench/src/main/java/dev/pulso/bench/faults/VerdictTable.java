package dev.pulso.bench.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulso.bench.oracle.Findings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table at the end: for people on the console and as Markdown, for programs as JSON. */
final class VerdictTable {
    private static final String HEAD =
            "| row | fault | detect s | first ok s | caught up s | page s | sent | lost | doubled | |";

    private final List<Verdict> verdicts;

    VerdictTable(List<Verdict> verdicts) {
        this.verdicts = List.copyOf(verdicts);
    }

    void print(PrintStream out) {
        lines().forEach(out::println);
        long run = verdicts.stream().filter(each -> each.notRun() == null).count();
        long good = verdicts.stream().filter(Verdict::good).count();
        out.printf("%n%d rows run, %d good, %d bad, %d not run%n", run, good, run - good, verdicts.size() - run);
    }

    /** Writes {@code faults.md} and {@code faults.json}. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("faults.md"), lines());
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("faults.json").toFile(), verdicts);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(HEAD, "|---|---|---|---|---|---|---|---|---|---|"));
        verdicts.forEach(each -> lines.add(line(each)));
        return lines;
    }

    private static String line(Verdict verdict) {
        Findings findings = verdict.findings();
        if (findings == null) {
            return "| %s | %s | | | | | | | | %s |".formatted(verdict.row(), verdict.title(), verdict.outcome());
        }
        List<String> words = new ArrayList<>();
        words.add(verdict.outcome());
        words.addAll(verdict.remarks());
        return "| %s | %s | %s | %s | %s | %s | %,d | %d | %d | %s |"
                .formatted(
                        verdict.row(),
                        verdict.title(),
                        seconds(verdict.detect()),
                        seconds(verdict.firstOk()),
                        seconds(verdict.caughtUp()),
                        seconds(verdict.page()),
                        findings.sent(),
                        findings.lost(),
                        findings.doubled(),
                        String.join("; ", words));
    }

    private static String seconds(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }
}
