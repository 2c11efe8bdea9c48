package dev.pulso.local.settings;

import java.util.Locale;

/** One kind of process, or family of processes, of a local Pulso. */
public enum Part {
    KAFKA("kafka", 9092, 320),
    POSTGRES("postgres", 15_432, 0),
    SPARK_MASTER("spark-master", 7077, 256),
    SPARK_WORKER("spark-worker", 7078, 256),
    INGEST("ingest-service", 8081, 160),
    EXTRACTOR("twitter-extractor", 8082, 160),
    RESULTS("results-service", 8083, 288),
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

    /** The setting with the port of its first replica on loopback. */
    public String portKey() {
        return key() + ".port";
    }

    /** The setting with its largest heap, in megabytes. */
    public String memoryKey() {
        return key() + ".memory";
    }

    /** Whether it is a module of Pulso's own. */
    public boolean isService() {
        return switch (this) {
            case KAFKA, POSTGRES, SPARK_MASTER, SPARK_WORKER -> false;
            case INGEST, EXTRACTOR, RESULTS, PROCESSOR, DASHBOARD -> true;
        };
    }

    int defaultPort() {
        return defaultPort;
    }

    int defaultMemory() {
        return defaultMemory;
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
