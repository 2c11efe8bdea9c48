package dev.pulso.results.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /** Lists and maps as JSON: a cell has no structure of its own. */
    private static @Nullable Object cell(@Nullable Object value) throws JsonProcessingException {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        boolean structured = value instanceof Collection
                || value instanceof Map
                || value instanceof Record
                || value instanceof JsonNode;
        return structured ? MessageCodec.mapper().writeValueAsString(value) : value;
    }

    private static List<@Nullable Object> values(RecordComponent[] columns, Record item) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent column : columns) {
            try {
                Method accessor = column.getAccessor();
                // The records of a feature are not public.
                accessor.setAccessible(true);
                Object value = accessor.invoke(item);
                values.add(cell(value));
            } catch (ReflectiveOperationException | JsonProcessingException e) {
                throw new IllegalStateException("the columns of a list must be readable", e);
            }
        }
        return values;
    }
}
