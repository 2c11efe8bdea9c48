package dev.pulso.bench.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code FeaturesMain ROWS WIDTH PARQUET RAW}: makes up entities of six kinds whose features spread about those of their kind, and
 * writes the same numbers twice: as Parquet, and as little-endian float64.
 */
public final class FeaturesMain {
    private static final int KINDS = 6;
    private static final int CHUNK = 250_000;

    private FeaturesMain() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        int width = Integer.parseInt(args[1]);
        try (SparkSession spark = SparkSession.builder()
                        .master("local[2]")
                        .config("spark.ui.enabled", "false")
                        .getOrCreate();
                DataOutputStream raw =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(args[3])), 1 << 20))) {
            SplittableRandom random = new SplittableRandom(42);
            double[][] kinds = new double[KINDS][width];
            for (double[] kind : kinds) {
                for (int f = 0; f < width; f++) {
                    kind[f] = random.nextDouble(0, 6);
                }
            }
            StructType schema = new StructType().add("entity", DataTypes.StringType);
            for (int f = 0; f < width; f++) {
                schema = schema.add("f" + f, DataTypes.DoubleType);
            }
            for (int from = 0; from < rows; from += CHUNK) {
                List<Row> chunk = chunk(from, Math.min(rows, from + CHUNK), kinds, random, raw);
                spark.createDataFrame(chunk, schema)
                        .coalesce(1)
                        .write()
                        .mode(SaveMode.Append)
                        .parquet(args[2]);
            }
        }
    }

    private static List<Row> chunk(int from, int to, double[][] kinds, SplittableRandom random, DataOutputStream raw)
            throws IOException {
        int width = kinds[0].length;
        List<Row> rows = new ArrayList<>(to - from);
        ByteBuffer bytes = ByteBuffer.allocate(8 * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < to; i++) {
            double[] kind = kinds[random.nextInt(kinds.length)];
            Object[] values = new Object[width + 1];
            values[0] = "e" + i;
            bytes.clear();
            for (int f = 0; f < width; f++) {
                double value = kind[f] + gaussian(random);
                values[f + 1] = value;
                bytes.putDouble(value);
            }
            raw.write(bytes.array());
            rows.add(RowFactory.create(values));
        }
        return rows;
    }

    /** Box and Muller, 1958: a sum of uniforms would have no tails. */
    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
