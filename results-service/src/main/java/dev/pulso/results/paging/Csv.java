package dev.pulso.results.paging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Pages as RFC 4180 text: a header row, then one row an item; nothing for an absent value. */
final class Csv {
    private Csv() {}

    static byte[] of(Page<?> page) {
        RecordComponent[] columns = page.shape().getRecordComponents();
        String[] header = Arrays.stream(columns).map(RecordComponent::getName).toArray(String[]::new);
        StringBuilder text = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(header).get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (Record item : page.items()) {
                printer.printRecord(values(columns, item));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a list has no CSV form", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> values(RecordComponent[] columns, Record item) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent column : columns) {
            try {
                Method accessor = column.getAccessor();
                // The records of a feature are not public.
                accessor.setAccessible(true);
                Object value = accessor.invoke(item);
                values.add(value instanceof BigDecimal number ? number.toPlainString() : value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the columns of a list must be readable", e);
            }
        }
        return values;
    }
}
