package dev.pulso.bench.ingest;

import java.util.List;

/**
 * What wrk does to a server.
 *
 * @param name what it is called in the report
 * @param path of the server
 * @param connections open at a time, each with one request
 * @param arguments of {@code events.lua}
 * @param eventsPerRequest events in a body
 */
record Load(String name, String path, int connections, List<String> arguments, int eventsPerRequest) {
    /** Bytes of an event and the comma behind it, as {@code events.lua} writes them. */
    private static final int EVENT_BYTES = 301;

    static Load single(String path) {
        return new Load("single posts, 64 connections", path, 64, List.of("1"), 1);
    }

    static Load batches(String path) {
        return new Load("batches of 200, 16 connections", path, 16, List.of("200"), 200);
    }

    /** The same with answers as short as Camel's, which list nothing. */
    static Load batchesTersely(String path) {
        Load batches = batches(path + "?results=errors");
        return new Load(
                batches.name + ", only failures listed",
                batches.path,
                batches.connections,
                batches.arguments,
                batches.eventsPerRequest);
    }

    /** Bodies of at least 8 MB. */
    static Load large(String path) {
        int bytes = 8 << 20;
        return new Load(
                "bodies of 8 MB, 64 connections",
                path,
                64,
                List.of("bytes", Integer.toString(bytes)),
                (bytes + EVENT_BYTES - 1) / EVENT_BYTES);
    }
}
