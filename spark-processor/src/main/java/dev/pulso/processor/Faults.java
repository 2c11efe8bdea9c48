package dev.pulso.processor;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Faults of the surroundings, which pass, and faults of our own, which do not. */
final class Faults {
    private static final int MAX_DEPTH = 20;
    private static final List<String> LOADING_STATE = List.of(
            "org.apache.spark.sql.execution.streaming.state.RocksDB.load(",
            "org.apache.spark.sql.execution.streaming.state.StateSchemaCompatibilityChecker.");
    private static final List<String> DAMAGE = List.of(
            "java.io.FileNotFoundException",
            "java.nio.file.NoSuchFileException",
            "java.io.EOFException",
            "java.util.zip.ZipException",
            "org.rocksdb.RocksDBException: Corruption");

    private Faults() {}

    /**
     * Whether waiting may help: the broker is away or slow, a topic is not there yet, the disk is full or gone. Anything else
     * is a fault of the program: the process ends and whoever supervises it decides.
     */
    static boolean isPassing(@Nullable Throwable fault) {
        Throwable each = fault;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            if (each instanceof Error) {
                return false;
            }
            boolean kafka = each instanceof RetriableException
                    || (each instanceof KafkaException && !(each instanceof ApiException));
            if (kafka || each instanceof IOException || each instanceof TimeoutException) {
                return true;
            }
            each = each.getCause();
        }
        // The cause of a failed task arrives as text only.
        return fault != null && String.valueOf(fault.getMessage()).contains("org.apache.kafka.common.errors.");
    }

    /**
     * Whether the state of the query cannot be read because files of it are missing, cut short or not what their checksums
     * say. A disk that is full or away is no damage.
     */
    static boolean isDamagedState(@Nullable Throwable fault) {
        Throwable each = fault;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            // The cause of a failed task arrives as text only, stack trace included.
            String message = String.valueOf(each.getMessage());
            if (LOADING_STATE.stream().anyMatch(message::contains)
                    && DAMAGE.stream().anyMatch(message::contains)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    /** Class and message of the fault and of what lies at its bottom, one line. */
    static String describe(@Nullable Throwable fault) {
        if (fault == null) {
            return "none";
        }
        Throwable root = fault;
        for (int depth = 0; root.getCause() != null && depth < MAX_DEPTH; depth++) {
            root = root.getCause();
        }
        return fault.getClass().getSimpleName() + " <- "
                + root.toString().lines().findFirst().orElse("");
    }
}
