package dev.pulso.processor.segment.feature;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pulso.processor.segment.Given;
import dev.pulso.processor.segment.Retail;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void shouldEqualTheGroundTruthOfEveryCustomer() throws IOException {
        assumeTrue(Retail.isThere());
        Definition customers = Definitions.shipped().get("customers");
        try (Features.Table table = Retail.events("2012").table(customers, clock)) {
            assertThat(table.entities()).isEqualTo(4338);
            assertThat(table.records()).isEqualTo(397_884);
            assertThat(table.from()).isEqualTo("2010-12-01T08:26:00Z");
            assertThat(rfm(table.rows().collectAsList(), "entity", "recencyDays", "frequency", "monetary"))
                    .isEqualTo(rfm(
                            Retail.truth().collectAsList(), "customer_id", "recency_days", "frequency", "monetary"));
        }
    }

    @Test
    void shouldLeaveOutWhatIsNoPurchase() throws IOException {
        Map<String, List<String>> rfm = customers(
                line("1", 1, "17850.0", "536365", "6", "2.555", "2010-12-01T08:26:00Z"),
                line("1", 2, "17850.0", "536365", "60", "2.555", "2010-12-01T08:26:00Z"),
                line("2", 3, "17850.0", "536366", "1", "1", "2010-12-02T23:59:59Z"),
                line("3", 4, "17850.0", "C536367", "5", "9", "2010-12-04T08:00:00Z"),
                line("4", 5, "12346", "536368", "-1", "9", "2010-12-04T08:00:00Z"),
                line("5", 6, "12347", "536369", "1", "0", "2010-12-04T08:00:00Z"),
                line("6", 7, "", "536370", "1", "1", "2010-12-04T08:00:00Z"),
                line("7", 8, "12348", "536371", "1", "1", "2010-12-03T08:00:00Z"),
                line("8", 9, "12349", "536372", "1", "1", "1990-12-03T08:00:00Z"),
                RowFactory.create("9", 10L, "not json"));

        assertThat(rfm).isEqualTo(Map.of("17850", List.of("2", "2", "16.33"), "12348", List.of("1", "1", "1")));
    }

    @Test
    void shouldHaveNoEntitiesWithoutRecords() throws IOException {
        assertThat(customers()).isEmpty();
    }

    @Test
    void shouldCountAPostAsItWasLast() throws IOException {
        Definition authors = Definitions.shipped().get("authors");
        Given source = Given.of(List.of(
                post("n:1", 1, "CREATE", "k1:a", "2026-11-20T10:00:00Z", "[{\"tag\":\"a\"},{\"tag\":\"b\"}]"),
                post("n:2", 2, "CREATE", "k1:a", "2026-11-21T10:00:00Z", "[]"),
                post("n:3", 3, "CREATE", "k1:a", "2026-11-21T11:00:00Z", "[]"),
                post("n:3", 9, "DELETE", "", "2026-11-21T11:00:00Z", "[]"),
                post("n:2", 8, "UPDATE", "k1:a", "2026-11-21T10:00:00Z", "[{\"tag\":\"a\"}]")));

        try (Features.Table table = source.table(authors, clock)) {
            Row author = table.rows().collectAsList().get(0);
            assertThat(table.entities()).isEqualTo(1);
            assertThat(author.<String>getAs("entity")).isEqualTo("k1:a");
            assertThat(author.<Double>getAs("posts")).isEqualTo(2);
            assertThat(author.<Double>getAs("activeDays")).isEqualTo(2);
            assertThat(author.<Double>getAs("hashtagsPerPost")).isEqualTo(1.5);
            assertThat(author.<Double>getAs("followers")).isEqualTo(7);
        }
    }

    private Map<String, List<String>> customers(Row... lines) throws IOException {
        Definition customers = Definitions.shipped().get("customers");
        try (Features.Table table = Given.of(List.of(lines)).table(customers, clock)) {
            return rfm(table.rows().collectAsList(), "entity", "recencyDays", "frequency", "monetary");
        }
    }

    private static Map<String, List<String>> rfm(List<Row> rows, String entity, String... features) {
        return rows.stream()
                .collect(toMap(
                        row -> row.getAs(entity),
                        row -> List.of(features).stream()
                                .map(each -> new BigDecimal(row.getAs(each).toString())
                                        .stripTrailingZeros()
                                        .toPlainString())
                                .toList()));
    }

    private static Row line(
            String key, long offset, String customer, String invoice, String quantity, String price, String time) {
        return RowFactory.create(key, offset, """
                {"specversion":"1.0","id":"%s","source":"/uci","type":"shop.order-line","subject":"%s","time":"%s",
                 "data":{"InvoiceNo":"%s","Quantity":%s,"UnitPrice":%s}}""".formatted(key, customer, time, invoice, quantity, price));
    }

    private static Row post(String key, long offset, String op, String author, String time, String tags) {
        return RowFactory.create(key, offset, """
                {"specversion":"1.0","id":"%s","source":"/n","type":"pulso.post.v1","time":"%s",
                 "data":{"op":"%s","authorKey":"%s","hashtags":%s,"author":{"followers":7}}}""".formatted(offset, time, op, author, tags));
    }
}
