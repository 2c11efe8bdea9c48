package dev.pulso.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Each post once, its hashtags counted per minute of event time: exactly once, on the heap, 10 s of disorder waited for. Reads
 * what the topic holds, says {@code DONE} on standard output and waits to be ended.
 */
public final class WindowedCounts {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration DISORDER = Duration.ofSeconds(10);
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
    /** The broker allows a transaction 15 minutes; the sink asks for an hour by default. */
    private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

    private WindowedCounts() {}

    /** @param args bootstrap servers, topic to read, topic to write, folder of the checkpoints, number of cores */
    public static void main(String[] args) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file://" + args[3]);
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(Integer.parseInt(args[4]), configuration);
        flink.enableCheckpointing(CHECKPOINT_EVERY.toMillis());
        flink.getConfig().enableObjectReuse();
        WatermarkStrategy<Use> times = WatermarkStrategy.<Use>forBoundedOutOfOrderness(DISORDER)
                .withTimestampAssigner((use, recorded) -> use.createdAtMillis);
        flink.fromSource(source(args[0], args[1]), times, "posts")
                .keyBy(use -> use.post)
                .filter(new Once())
                .flatMap(new Uses())
                .returns(Types.STRING)
                .keyBy(key -> key)
                .window(TumblingEventTimeWindows.of(WINDOW))
                .aggregate(new Count(), new Named())
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .sinkTo(sink(args[0], args[2]));
        flink.execute("hashtags per minute");
        System.out.println("DONE");
        while (System.in.read() >= 0) {
            // the parent reads the CPU time and ends this process
        }
    }

    private static KafkaSource<Use> source(String kafka, String topic) {
        return KafkaSource.<Use>builder()
                .setBootstrapServers(kafka)
                .setTopics(topic)
                .setGroupId("bench-flink")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new PostSchema())
                .build();
    }

    private static KafkaSink<Tuple2<String, Long>> sink(String kafka, String topic) {
        return KafkaSink.<Tuple2<String, Long>>builder()
                .setBootstrapServers(kafka)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("bench-flink")
                .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS)
                .setProperty("compression.type", "lz4")
                .setRecordSerializer(new CountRecord(topic))
                .build();
    }

    /** A class of its own: Flink asks a serializer for its type, which a lambda does not tell. */
    private static final class CountRecord implements KafkaRecordSerializationSchema<Tuple2<String, Long>> {
        private static final long serialVersionUID = 1;
        private final String topic;

        CountRecord(String topic) {
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Tuple2<String, Long> count, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic, count.f0.getBytes(UTF_8), count.f1.toString().getBytes(UTF_8));
        }
    }

    /** Lets the first record of a post through. */
    private static final class Once extends RichFilterFunction<Use> {
        private static final long serialVersionUID = 1;
        private transient ValueState<Boolean> seen;

        @Override
        public void open(OpenContext context) {
            seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
        }

        @Override
        public boolean filter(Use use) throws Exception {
            if (seen.value() != null) {
                return false;
            }
            seen.update(true);
            return true;
        }
    }

    /** A post to {@code tag|network|lang} for each of its hashtags. */
    private static final class Uses implements FlatMapFunction<Use, String> {
        private static final long serialVersionUID = 1;

        @Override
        public void flatMap(Use use, Collector<String> out) {
            for (String tag : use.tags) {
                out.collect(tag + use.suffix);
            }
        }
    }

    private static final class Count implements AggregateFunction<String, Long, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(String key, Long count) {
            return count + 1;
        }

        @Override
        public Long getResult(Long count) {
            return count;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }
    }

    /** A count with the name of its window. */
    private static final class Named extends ProcessWindowFunction<Long, Tuple2<String, Long>, String, TimeWindow> {
        private static final long serialVersionUID = 1;

        @Override
        public void process(String key, Context context, Iterable<Long> counts, Collector<Tuple2<String, Long>> out) {
            Instant start = Instant.ofEpochMilli(context.window().getStart());
            out.collect(Tuple2.of(start + "|" + key, counts.iterator().next()));
        }
    }
}
