package dev.pulso.processor.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The directories of the archive: {@code segments/<generation>/<from>-<to>/kind=<posts|events>/day=<date>/*.parquet}. A
 * segment exists when it holds {@code _SUCCESS}.
 */
final class ArchiveStore {
    private static final String COMPLETE = "_SUCCESS";

    private final Path segments;
    private final FileSystem files;

    /** @param root directory of the archive, any Hadoop URI */
    ArchiveStore(String root, Configuration hadoop) throws IOException {
        segments = new Path(root, "segments");
        files = segments.getFileSystem(hadoop);
    }

    Path path(Segment segment) {
        return new Path(generation(segment), segment.name());
    }

    /** Where a segment is made before it appears under its name. */
    Path draft(Segment segment) {
        return new Path(generation(segment), "." + segment.name());
    }

    /** All segments that are there as a whole. */
    List<Segment> complete() throws IOException {
        List<Segment> complete = new ArrayList<>();
        for (FileStatus generation : children(segments)) {
            String number = generation.getPath().getName();
            if (number.chars().allMatch(Character::isDigit)) {
                for (FileStatus child : children(generation.getPath())) {
                    Optional<Segment> segment = Segment.parse(
                            Long.parseLong(number), child.getPath().getName());
                    if (segment.isPresent() && files.exists(new Path(child.getPath(), COMPLETE))) {
                        complete.add(segment.get());
                    }
                }
            }
        }
        return complete;
    }

    /** The directories {@code kind=…/day=…} of a segment. */
    List<Path> days(Segment segment) throws IOException {
        List<Path> days = new ArrayList<>();
        for (FileStatus kind : children(path(segment))) {
            for (FileStatus day : kind.isDirectory() ? children(kind.getPath()) : List.<FileStatus>of()) {
                if (day.isDirectory()) {
                    days.add(day.getPath());
                }
            }
        }
        return days;
    }

    /** Shows a draft under its name, whole or not at all. */
    void publish(Segment segment) throws IOException {
        Path draft = draft(segment);
        files.create(new Path(draft, COMPLETE)).close();
        files.delete(path(segment), true);
        if (!files.rename(draft, path(segment))) {
            throw new IOException("cannot rename " + draft);
        }
    }

    void delete(Path path) throws IOException {
        files.delete(path, true);
    }

    private Path generation(Segment segment) {
        return new Path(segments, Long.toString(segment.generation()));
    }

    private List<FileStatus> children(Path directory) throws IOException {
        try {
            return Arrays.asList(files.listStatus(directory));
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
