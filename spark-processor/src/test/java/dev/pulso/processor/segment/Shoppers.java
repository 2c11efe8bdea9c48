package dev.pulso.processor.segment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Made-up customers. */
final class Shoppers {
    private static final Instant END = Instant.parse("2026-06-30T12:00:00Z");

    private Shoppers() {}

    /** Three kinds, told apart by their number: regulars, occasional ones, lapsed ones. */
    static Given of(int from, int to) {
        return Given.of(records(from, to));
    }

    static List<Row> records(int from, int to) {
        List<Row> rows = new ArrayList<>();
        for (int customer = from; customer < to; customer++) {
            SplittableRandom random = new SplittableRandom(customer);
            int kind = customer % 3;
            int orders = kind == 0 ? 20 + random.nextInt(20) : kind == 1 ? 3 + random.nextInt(3) : 1;
            int daysAgo =
                    kind == 0 ? 1 + random.nextInt(4) : kind == 1 ? 25 + random.nextInt(20) : 250 + random.nextInt(80);
            int price =
                    kind == 0 ? 50 + random.nextInt(30) : kind == 1 ? 15 + random.nextInt(10) : 5 + random.nextInt(3);
            for (int order = 0; order < orders; order++) {
                line(rows, customer, order, END.minus(daysAgo + 2L * order, ChronoUnit.DAYS), price);
            }
        }
        return rows;
    }

    /** Nothing but chance: recency, frequency and monetary value are uniform. */
    static Given noise(int customers) {
        SplittableRandom random = new SplittableRandom(7);
        List<Row> rows = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            int orders = 1 + random.nextInt(30);
            int daysAgo = 1 + random.nextInt(300);
            double price = random.nextDouble(1, 10_000) / orders;
            for (int order = 0; order < orders; order++) {
                line(rows, customer, order, END.minus(daysAgo, ChronoUnit.DAYS), price);
            }
        }
        return Given.of(rows);
    }

    private static void line(List<Row> rows, int customer, int order, Instant time, double price) {
        String key = customer + "-" + order;
        rows.add(RowFactory.create(key, (long) rows.size(), """
                {"specversion":"1.0","id":"%s","source":"/shop","type":"shop.order-line","subject":"c%d","time":"%s",
                 "data":{"InvoiceNo":"%s","Quantity":1,"UnitPrice":"%.4f"}}""".formatted(key, customer, time, key, price)));
    }
}
