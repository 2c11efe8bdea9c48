package dev.pulso.extractor.replay;

import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.publish.PublishConfig;
import dev.pulso.extractor.publish.Publisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** The replays of this process, from its start to its stop. */
@Singleton
public class ReplayService {
    private final Replays replays;

    ReplayService(
            ReplayConfig config,
            PublishConfig publishing,
            FormatConfig formats,
            AuthorKeys keys,
            Publisher publisher,
            MeterRegistry metrics) {
        this.replays = new Replays(config, publishing, formats, keys, publisher, Clock.systemUTC());
        metrics.gauge("pulso.replays.running", replays, Replays::runningNow);
    }

    void start(@Observes StartupEvent event) throws IOException {
        replays.resume();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        replays.shutDown();
    }

    Replays replays() {
        return replays;
    }

    /** How many replays run now. */
    public int runningNow() {
        return replays.runningNow();
    }
}
