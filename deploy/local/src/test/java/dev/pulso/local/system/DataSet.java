package dev.pulso.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One file of tweets, how to replay it and what is in it: real ones from the shared data, or generated ones where those
 * are absent.
 *
 * @param step width of the windows of the truth
 * @param options query parameters of the replay
 */
record DataSet(Path file, String step, Map<String, String> options, GroundTruth truth) {
    static DataSet statuses(Path folder) {
        return read(
                folder,
                "pheme_developers_v1.ndjson.gz",
                "pheme_developers",
                "hashtags_entities",
                "1h",
                Map.of("format", "x-v1", "network", "pheme"));
    }

    static DataSet fight(Path folder) {
        return read(
                folder,
                "mayweather_mcgregor_tweets.csv.gz",
                "mayweather_mcgregor",
                "hashtags_text",
                "1m",
                Map.of(
                        "format", "csv",
                        "network", "fight",
                        "id", "id",
                        "time", "created_at",
                        "text", "text",
                        "author", "screen_name",
                        "timeFormat", "yyyy-MM-dd HH:mm:ss",
                        "zone", "America/New_York"));
    }

    static DataSet health(Path folder) {
        return read(
                folder,
                "uci_health_news_tweets.csv.gz",
                "uci_health_news",
                "hashtags_text",
                "1h",
                Map.of(
                        "format", "csv",
                        "network", "health",
                        "id", "id",
                        "time", "created_at",
                        "text", "text",
                        "author", "account_file",
                        "timeFormat", "EEE MMM dd HH:mm:ss Z yyyy"));
    }

    String network() {
        return options.get("network");
    }

    private static DataSet read(
            Path folder, String file, String truth, String rule, String step, Map<String, String> options) {
        // The folder the surefire configuration names.
        Path shared = Path.of(System.getProperty("pulso.shared.data", "../shared/data"), "tweets");
        if (Files.notExists(shared.resolve(file))) {
            return generated(folder, options.get("network"));
        }
        try {
            return new DataSet(shared.resolve(file), step, options, GroundTruth.read(shared, truth, rule));
        } catch (IOException e) {
            throw new UncheckedIOException(shared.resolve(file) + " is unreadable", e);
        }
    }

    private static DataSet generated(Path folder, String network) {
        System.out.println("no shared data: generated tweets stand in for " + network);
        Path file = folder.resolve(network + ".ndjson");
        GroundTruth truth = GeneratedTweets.write(file, network.hashCode());
        return new DataSet(file, "1h", Map.of("format", "x-v1", "network", network), truth);
    }
}
