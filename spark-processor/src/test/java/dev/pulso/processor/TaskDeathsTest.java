package dev.pulso.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that fails must be told of, whatever it failed with; one whose thread dies must not be waited for. */
class TaskDeathsTest {
    /** Cannot be sent to the driver, as those of RocksDB. */
    private static final class Unsendable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Object status = new Object();

        @Override
        public String getMessage() {
            return "status " + status.getClass();
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldHearOfATaskThatFailedWithWhatCannotBeSent() {
        try (LocalSpark spark = new LocalSpark()) {
            var numbers = new JavaSparkContext(spark.session.sparkContext()).parallelize(List.of(1), 1);
            assertThatThrownBy(() -> numbers.foreach(number -> {
                        throw new Unsendable();
                    }))
                    .isInstanceOf(SparkException.class)
                    .hasMessageContaining("Unsendable");
        }
    }

    @Test
    void shouldTellOfTheDeathOfATasksThreadOnly() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        try (TaskDeaths deaths =
                TaskDeaths.watch(() -> told.complete(Thread.currentThread().getName()))) {
            die("some other thread");
            assertThat(told).isNotDone();
            die("Executor task launch worker for task 1.0 in stage 2.0 (TID 3)");
            assertThat(told.get(1, TimeUnit.MINUTES)).isEqualTo("pulso-task-death");
        }
    }

    @Test
    void shouldFindThisJvmOpen() {
        assertThat(OpenPackages.missingOptions()).isEmpty();
    }

    private static void die(String name) throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    throw new IllegalStateException("as planned");
                },
                name);
        thread.start();
        thread.join();
    }
}
