package dev.pulso.local.settings;

import java.util.Locale;

/** One process, or family of processes, of a local Pulso. */
public enum Part {
    KAFKA("kafka", 9092, 320),
    POSTGRES("postgres", 15_432, 0),
    INGEST("ingest-service", 8081, 160),
    EXTRACTOR("twitter-extractor", 8082, 160),
    RESULTS("results-service", 8083, 224),
    PROCESSOR("spark-processor", 8084, 1024),
    DASHBOARD("dashboard-service", 8080, 128);

    private final String title;
    private final int defaultPort;
    private final int defaultMemory;

    Part(String title, int defaultPort, int defaultMemory) {
        this.title = title;
        this.defaultPort = defaultPort;
        this.defaultMemory = defaultMemory;
    }

    /** Its name on the console, of its log file, and of its module if it has one. */
    public String title() {
        return title;
    }

    /** The setting with its port on loopback. */
    public String portKey() {
        return name().toLowerCase(Locale.ROOT) + ".port";
    }

    /** The setting with its largest heap, in megabytes. */
    public String memoryKey() {
        return name().toLowerCase(Locale.ROOT) + ".memory";
    }

    public boolean isService() {
        return this != KAFKA && this != POSTGRES;
    }

    int defaultPort() {
        return defaultPort;
    }

    int defaultMemory() {
        return defaultMemory;
    }
}
