package dev.pulso.processor;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Faults of the surroundings, which pass, and faults of our own, which do not. */
final class Faults {
    private static final int MAX_DEPTH = 20;

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
