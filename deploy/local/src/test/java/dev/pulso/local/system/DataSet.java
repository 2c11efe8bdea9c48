package dev.pulso.local.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One file of real tweets and how to replay it.
 *
 * @param file name in the folder of the tweets
 * @param truth name in the ground-truth files
 * @param rule which of their counting rules is ours for this format
 * @param step width of their windows
 * @param options query parameters of the replay
 */
record DataSet(String file, String truth, String rule, String step, Map<String, String> options) {
    static final DataSet STATUSES = new DataSet(
            "pheme_developers_v1.ndjson.gz",
            "pheme_developers",
            "hashtags_entities",
            "1h",
            Map.of("format", "x-v1", "network", "pheme"));
    static final DataSet FIGHT = new DataSet(
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
    static final DataSet HEALTH = new DataSet(
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

    /** The folder the surefire configuration names. */
    static Path folder() {
        return Path.of(System.getProperty("pulso.shared.data", "../shared/data"), "tweets");
    }

    Path path() {
        return folder().resolve(file);
    }

    String network() {
        return options.get("network");
    }

    GroundTruth groundTruth() throws IOException {
        return GroundTruth.read(folder(), truth, rule);
    }
}
