package dev.pulso.processor.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.io.Input;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.processor.counting.BatchTally;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** All changes of a shard in one batch to messages. */
final class TallyStep implements FlatMapFunction<Iterator<byte[]>, InternalRow> {
    /** As Spark's Kafka sink takes them. */
    static final StructType MESSAGE = new StructType()
            .add("topic", DataTypes.StringType)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType)));

    private static final long serialVersionUID = 1;

    private final String queryName;
    private final long batch;

    /** @param queryName with its generation */
    TallyStep(String queryName, long batch) {
        this.queryName = queryName;
        this.batch = batch;
    }

    @Override
    public Iterator<InternalRow> call(Iterator<byte[]> chunks) {
        List<InternalRow> messages = new ArrayList<>();
        GenericArrayData headers = headers();
        BatchTally tally = new BatchTally(queryName, batch, message -> messages.add(row(message, headers)));
        while (chunks.hasNext()) {
            Input in = new Input(chunks.next());
            while (!in.eof()) {
                tally.add(Wire.readChange(in));
            }
        }
        tally.close();
        return messages.iterator();
    }

    private static InternalRow row(BatchTally.Message message, GenericArrayData headers) {
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(message.topic()), message.key().getBytes(UTF_8), message.value(), headers
        });
    }

    private static GenericArrayData headers() {
        byte[] contentType = CloudEvent.CONTENT_TYPE.getBytes(UTF_8);
        InternalRow header = new GenericInternalRow(new Object[] {UTF8String.fromString("content-type"), contentType});
        return new GenericArrayData(new Object[] {header});
    }
}
