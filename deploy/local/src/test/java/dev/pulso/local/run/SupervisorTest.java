package dev.pulso.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Sleeper sleeper = new Sleeper();
    private final StringWriter out = new StringWriter();
    private final AtomicInteger changes = new AtomicInteger();
    private final Supervisor supervisor =
            new Supervisor(sleeper, new Console(new PrintWriter(out)), executor, changes::incrementAndGet);

    @AfterEach
    void end() {
        supervisor.stop();
        executor.shutdownNow();
    }

    @Test
    void shouldStartAgainWhatDies() {
        sleeper.start();
        supervisor.watch();
        long first = sleeper.process().pid();

        sleeper.process().destroyForcibly();

        await().until(() -> changes.get() == 1);
        assertThat(sleeper.process().pid()).isNotEqualTo(first);
        assertThat(out.toString()).contains("has died").contains("is back");
    }

    @Test
    void shouldLeaveDeadWhatWasStopped() {
        sleeper.start();
        supervisor.watch();

        supervisor.stop();

        sleeper.process.onExit().join();
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        assertThat(sleeper.starts).hasValue(1);
    }

    private static final class Sleeper implements Unit {
        private final AtomicInteger starts = new AtomicInteger();
        private volatile Process process;

        @Override
        public Node node() {
            return new Node(Part.INGEST, 0);
        }

        @Override
        public void start() {
            try {
                process = new ProcessBuilder("sleep", "60").start();
                starts.incrementAndGet();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            process.destroyForcibly();
        }

        @Override
        public ProcessHandle process() {
            return process.toHandle();
        }
    }
}
