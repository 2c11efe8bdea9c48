package dev.pulso.ingest.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV body holds which attribute, worked out once from header row and options. */
record CsvColumns(
        List<String> names,
        Value type,
        Value source,
        @Nullable Value subject,
        @Nullable Value id,
        @Nullable Value time) {

    /** @param column index of the column, or -1 if {@code literal} holds for every row */
    record Value(int column, String literal) {
        String of(List<String> row) {
            return column < 0 ? literal : row.get(column);
        }
    }

    static CsvColumns of(List<String> names, CsvOptions options) {
        for (String number : options.numbers()) {
            if (!names.contains(number)) {
                throw new ParameterException("numbers", "names a column that the header row does not have");
            }
        }
        return new CsvColumns(
                List.copyOf(names),
                columnOrLiteral(names, "type", options.type()),
                columnOrLiteral(names, "source", options.source()),
                column(names, "subject", options.subject()),
                column(names, "id", options.id()),
                column(names, "time", options.time()));
    }

    private static Value columnOrLiteral(List<String> names, String attribute, @Nullable String given) {
        String name = given == null ? attribute : given;
        int index = names.indexOf(name);
        if (index < 0 && given == null) {
            throw new ParameterException(attribute, "name a column, or give the value for all rows");
        }
        return new Value(index, name);
    }

    private static @Nullable Value column(List<String> names, String attribute, @Nullable String given) {
        String name = given == null ? attribute : given;
        int index = names.indexOf(name);
        if (index < 0 && given != null) {
            throw new ParameterException(attribute, "names a column that the header row does not have");
        }
        return index < 0 ? null : new Value(index, name);
    }
}
