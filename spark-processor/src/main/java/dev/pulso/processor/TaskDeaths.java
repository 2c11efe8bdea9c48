package dev.pulso.processor;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the thread of a task dies. In one process with its driver Spark never hears of it and waits for the task for
 * ever; a process that is started anew does the batch again. One at a time: it is the JVM's handler of what nobody has caught.
 */
final class TaskDeaths implements AutoCloseable, UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDeaths.class);
    /** As {@code org.apache.spark.executor.Executor} names them. */
    private static final String THREADS = "Executor task launch worker";

    private final Runnable onDeath;
    private final @Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    private TaskDeaths(Runnable onDeath) {
        this.onDeath = onDeath;
    }

    /** @param onDeath runs on a thread of its own each time a task's thread has died */
    static TaskDeaths watch(Runnable onDeath) {
        TaskDeaths deaths = new TaskDeaths(onDeath);
        Thread.setDefaultUncaughtExceptionHandler(deaths);
        return deaths;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        LOG.error("a thread has died thread={}", thread.getName(), fault);
        if (thread.getName().startsWith(THREADS)) {
            new Thread(onDeath, "pulso-task-death").start();
        }
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
