package dev.pulso.processor.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Spark writes down about batches: {@code offsets/n} before batch n, {@code commits/n} behind it; a line with the
 * version, then lines of JSON. After a power cut the newest of them can be cut short, and Spark would fail at every start.
 */
final class QueryLogs {
    private static final Logger LOG = LoggerFactory.getLogger(QueryLogs.class);
    private static final Pattern BATCH = Pattern.compile("\\d{1,18}");
    private static final Pattern VERSION = Pattern.compile("v\\d+");
    /** Version, metadata of the batch, at least one source. */
    private static final int LINES_OF_OFFSETS = 3;

    private static final int LINES_OF_COMMIT = 2;
    /** Spark reads the last batch and the one before. */
    private static final int NEWEST = 2;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FileSystem files;
    private final Path checkpoint;

    QueryLogs(FileSystem files, Path checkpoint) {
        this.files = files;
        this.checkpoint = checkpoint;
    }

    /**
     * Makes the logs readable if that loses nothing. A batch whose commit is cut short is done again, from the same offsets
     * and state, with the same outcome. Offsets that are cut short cannot be made up: another batch of the same number may
     * have been sent already, and readers take a batch once.
     *
     * @return false if the query cannot go on from here
     */
    boolean mend() throws IOException {
        for (Path offsets : newest("offsets")) {
            if (!isWhole(offsets, LINES_OF_OFFSETS)) {
                LOG.warn("offsets of a batch are cut short file={}", offsets);
                return false;
            }
        }
        List<Path> commits = newest("commits");
        for (int i = 0; i < commits.size(); i++) {
            if (!isWhole(commits.get(i), LINES_OF_COMMIT)) {
                LOG.warn("commit of a batch is cut short file={}", commits.get(i));
                if (i > 0) {
                    return false;
                }
                files.delete(commits.get(i), false);
            }
        }
        return true;
    }

    /** The newest first. */
    private List<Path> newest(String log) throws IOException {
        Path folder = new Path(checkpoint, log);
        if (!files.exists(folder)) {
            return List.of();
        }
        return Arrays.stream(files.listStatus(folder))
                .map(FileStatus::getPath)
                .filter(path -> BATCH.matcher(path.getName()).matches())
                .sorted(Comparator.comparingLong((Path path) -> Long.parseLong(path.getName()))
                        .reversed())
                .limit(NEWEST)
                .toList();
    }

    private boolean isWhole(Path file, int leastLines) throws IOException {
        List<String> lines;
        try (var in = files.open(file)) {
            lines = new String(in.readAllBytes(), UTF_8).lines().toList();
        }
        return lines.size() >= leastLines
                && VERSION.matcher(lines.get(0)).matches()
                && lines.subList(1, lines.size()).stream().allMatch(QueryLogs::isWhole);
    }

    /** A dash stands for a source that has brought nothing yet. */
    private static boolean isWhole(String line) {
        if (line.equals("-")) {
            return true;
        }
        try {
            return JSON.readTree(line).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
