package dev.pulso.bench.sse;

import java.net.URI;

/** A server of event streams under test: what is published is sent to every open stream. */
interface StreamServer extends AutoCloseable {
    String name();

    /** Where a client listens. */
    URI stream();

    /** Publishes one update; returns when the server's side of the input has it. */
    void publish(String json);

    /** Processor time the server has used, its children included. */
    Usage usage();

    @Override
    void close();
}
