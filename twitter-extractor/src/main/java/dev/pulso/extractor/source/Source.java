package dev.pulso.extractor.source;

import java.io.IOException;

/** A stream of posts. One instance is one run: it is made anew for every start. */
@FunctionalInterface
public interface Source {
    /**
     * Reads until interrupted or broken.
     *
     * @throws IOException if the connection broke; the supervisor backs off and runs a new instance
     * @throws SourceFailedException if trying again is of no use
     */
    void run(SourceSession session) throws IOException, InterruptedException;
}
