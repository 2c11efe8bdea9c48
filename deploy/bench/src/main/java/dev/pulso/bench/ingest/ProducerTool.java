package dev.pulso.bench.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code kafka-producer-perf-test.sh} with the settings of Pulso's producer. */
final class ProducerTool {
    private static final Pattern RATE = Pattern.compile("(\\d+) records sent, ([0-9.]+) records/sec");
    private static final Pattern CPU = Pattern.compile("cpu-nanos (\\d+)");

    private ProducerTool() {}

    /** Records of 300 random bytes; the CPU time holds the start of its JVM, as nothing else can be had from outside. */
    static Measured run(String kafka, String topic, int records) throws IOException, InterruptedException {
        String module = "deploy/bench/baseline-kafka-tools/target/";
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        module + "classes:" + module + "lib/*",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "dev.pulso.bench.kafkatools.MeteredProducer",
                        "--topic",
                        topic,
                        "--num-records",
                        Integer.toString(records),
                        "--record-size",
                        "300",
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=" + kafka,
                        "acks=all",
                        "compression.type=lz4",
                        "linger.ms=5",
                        "batch.size=131072"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher rate = RATE.matcher(said);
        Matcher cpu = CPU.matcher(said);
        if (!cpu.find()) {
            throw new IOException("the producer benchmark said: " + said);
        }
        double last = 0;
        while (rate.find()) {
            // The last line is the sum.
            last = Double.parseDouble(rate.group(2));
        }
        return new Measured(last, Long.parseLong(cpu.group(1)) / 1000.0 / records);
    }
}
