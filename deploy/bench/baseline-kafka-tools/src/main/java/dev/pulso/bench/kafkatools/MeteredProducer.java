package dev.pulso.bench.kafkatools;

import org.apache.kafka.tools.ProducerPerformance;

/** {@code kafka-producer-perf-test.sh}, which also says what CPU time it took. */
public final class MeteredProducer {
    private MeteredProducer() {}

    /** @param args of {@code kafka-producer-perf-test.sh} */
    public static void main(String[] args) throws Exception {
        ProducerPerformance.main(args);
        long nanos =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
        System.out.println("cpu-nanos " + nanos);
    }
}
