package dev.pulso.local.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code POST /v1/replays} as flags; what is not given is left to the service's defaults. */
final class ReplayOptions {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--format", required = true, description = "x-v1, x-v2, mastodon, jetstream, pulso or csv.")
    void format(String value) {
        parameters.put("format", value);
    }

    @Option(names = "--network", description = "Name space of the ids, by default that of the format.")
    void network(@Nullable String value) {
        put("network", value);
    }

    @Option(names = "--speed", description = "max, realtime or a factor such as 60.")
    void speed(@Nullable String value) {
        put("speed", value);
    }

    @Option(names = "--retime", description = "asRecorded, or asLive: the last post is of now.")
    void retime(@Nullable String value) {
        put("retime", value);
    }

    @Option(names = "--id", description = "CSV column of the post's id.")
    void id(@Nullable String value) {
        put("id", value);
    }

    @Option(names = "--time", description = "CSV column of the time.")
    void time(@Nullable String value) {
        put("time", value);
    }

    @Option(names = "--text", description = "CSV column of the text.")
    void text(@Nullable String value) {
        put("text", value);
    }

    @Option(names = "--author", description = "CSV column of the author.")
    void author(@Nullable String value) {
        put("author", value);
    }

    @Option(names = "--lang", description = "CSV column of the language.")
    void lang(@Nullable String value) {
        put("lang", value);
    }

    @Option(names = "--followers", description = "CSV column of the author's number of followers.")
    void followers(@Nullable String value) {
        put("followers", value);
    }

    @Option(names = "--time-format", description = "How the time is written, such as \"yyyy-MM-dd HH:mm:ss\".")
    void timeFormat(@Nullable String value) {
        put("timeFormat", value);
    }

    @Option(names = "--zone", description = "Zone of times that name none, such as America/New_York or -04:00.")
    void zone(@Nullable String value) {
        put("zone", value);
    }

    /** By the names of the query parameters. */
    Map<String, String> parameters() {
        return parameters;
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
