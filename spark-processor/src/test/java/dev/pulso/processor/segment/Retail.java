package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.to_utc_timestamp;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The UCI Online Retail data as ingest-service makes events of it. */
public final class Retail {
    private static final Path DIRECTORY = Path.of(System.getProperty("pulso.shared.data", "none"), "customers");

    private Retail() {}

    public static boolean isThere() {
        boolean there = Files.isReadable(DIRECTORY.resolve("uci_online_retail.csv.gz"));
        if (!there) {
            System.out.println("no UCI Online Retail data here: generated customers take its place");
        }
        return there;
    }

    /** Columns {@code customer_id}, {@code recency_days}, {@code frequency} and {@code monetary}, all strings. */
    public static Dataset<Row> truth() {
        return TestSpark.session()
                .read()
                .option("header", "true")
                .csv(file("groundtruth_uci_online_retail_rfm.csv.gz"));
    }

    /** @param before ISO date: later invoices are left out */
    public static Given events(String before) {
        var data = struct("InvoiceNo", "Quantity", "UnitPrice");
        return Given.of(TestSpark.session()
                .read()
                .option("header", "true")
                // Descriptions hold quotes that close nowhere.
                .option("escape", "\"")
                .csv(file("uci_online_retail.csv.gz"))
                .where(col("InvoiceDate").lt(lit(before)))
                .withColumn("row", monotonically_increasing_id())
                .select(
                        col("row").cast("string").as("key"),
                        col("row").as("offset"),
                        to_json(struct(
                                        col("row").as("id"),
                                        lit("/uci/retail").as("source"),
                                        lit("shop.order-line").as("type"),
                                        col("CustomerID").as("subject"),
                                        to_utc_timestamp(col("InvoiceDate"), "Europe/London")
                                                .as("time"),
                                        data.as("data")))
                                .as("value")));
    }

    private static String file(String name) {
        return DIRECTORY.resolve(name).toString();
    }
}
