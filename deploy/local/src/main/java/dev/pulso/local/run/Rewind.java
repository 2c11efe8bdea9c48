package dev.pulso.local.run;

import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * Makes results-service read its topics from their beginning, for a database that is older than its offsets. Applying
 * a delta again changes nothing, so too much is read rather than too little.
 */
public final class Rewind {
    private static final List<String> GROUPS = List.of("pulso-results", "pulso-results-facts", "pulso-results-reports");
    /** Members with a fixed name leave a group only when their session of 15 s has ended. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final int CALL_SECONDS = 20;
    private static final int PAUSE_MILLIS = 500;

    private Rewind() {}

    /** Has the next start do it. */
    public static void order(Settings settings) {
        try {
            Files.createDirectories(order(settings.data()).getParent());
            Files.writeString(order(settings.data()), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot order the rewind", e);
        }
    }

    /**
     * Does it if it was ordered. No member of the groups may run.
     *
     * @return whether it was ordered
     */
    static boolean perform(Settings settings, Map<String, Object> client) {
        Path order = order(settings.data());
        if (!Files.exists(order)) {
            return false;
        }
        try (Admin admin = Admin.create(client)) {
            long end = System.nanoTime() + DEADLINE.toNanos();
            for (String group : GROUPS) {
                while (!forget(admin, group)) {
                    if (System.nanoTime() > end) {
                        throw new StartFailedException("Kafka still sees members of the group " + group);
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
            Files.delete(order);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + order, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted");
        }
    }

    private static boolean forget(Admin admin, String group) throws InterruptedException {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get(CALL_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw new StartFailedException("Kafka does not forget the group " + group, e);
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static Path order(Path data) {
        return data.resolve("rewind");
    }
}
