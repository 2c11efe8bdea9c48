package dev.pulso.processor.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.processor.trend.Rules;
import dev.pulso.processor.trend.TrendBook;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book of trends as files, the newest two of them, beside the checkpoint whose batches it has taken. */
final class KeptBook {
    private static final Logger LOG = LoggerFactory.getLogger(KeptBook.class);
    private static final int KEPT = 2;
    private static final String SUFFIX = ".json.gz";

    private final Path directory;
    private final FileSystem files;

    KeptBook(Path checkpoint, Configuration hadoop) throws IOException {
        directory = new Path(checkpoint, "book");
        files = directory.getFileSystem(hadoop);
    }

    /** The newest book that can be read; an empty one if there is none. */
    TrendBook load(Rules rules) throws IOException {
        for (Path file : newestFirst()) {
            try (InputStream in = new GZIPInputStream(files.open(file))) {
                return TrendBook.of(MessageCodec.mapper().readValue(in, TrendBook.State.class), rules);
            } catch (JsonProcessingException | EOFException | ZipException | ChecksumException e) {
                // Of another version of this program, or cut short by a power cut. The older one lags by a batch or
                // some
                // seconds; without any, the baseline is learned anew.
                LOG.warn(
                        "book of trends is unreadable file={} reason={}",
                        file,
                        e.getClass().getSimpleName());
            }
        }
        return new TrendBook(rules);
    }

    /** Keeps the book as it is after a batch: it appears under its name whole or not at all. */
    void save(TrendBook book, long batch) throws IOException {
        Path draft = new Path(directory, ".draft");
        try (OutputStream out = new GZIPOutputStream(files.create(draft, true))) {
            MessageCodec.mapper().writeValue(out, book.state());
        }
        Path file = new Path(directory, "%012d".formatted(batch) + SUFFIX);
        files.delete(file, false);
        if (!files.rename(draft, file)) {
            throw new IOException("cannot rename " + draft);
        }
        for (Path old : newestFirst().stream().skip(KEPT).toList()) {
            files.delete(old, false);
        }
    }

    private List<Path> newestFirst() throws IOException {
        try {
            return Arrays.stream(files.listStatus(directory))
                    .map(FileStatus::getPath)
                    .filter(file -> file.getName().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(Path::getName).reversed())
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
