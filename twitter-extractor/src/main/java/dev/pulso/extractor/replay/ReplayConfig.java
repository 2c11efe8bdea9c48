package dev.pulso.extractor.replay;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of replays. */
@ConfigMapping(prefix = "pulso.replay")
public interface ReplayConfig {
    /** Where files wait until they are done. Default: {@code ${PULSO_DATA_DIR:.pulso}/replays}. */
    Path directory();

    /** Larger bodies are refused (413). As received: a compressed file counts compressed. */
    @WithDefault("4G")
    MemorySize largestBody();

    /** More at the same time are refused (429). */
    @WithDefault("8")
    int mostRunning();

    /** Finished replays that can still be asked for; older ones are forgotten. */
    @WithDefault("200")
    int finishedKept();

    /** Errors told one by one; beyond that they are counted only. */
    @WithDefault("1000")
    int errorsKept();

    /** How often the progress is made durable. */
    @WithDefault("2s")
    Duration checkpointEvery();
}
