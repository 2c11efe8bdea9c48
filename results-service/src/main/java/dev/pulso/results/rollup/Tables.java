package dev.pulso.results.rollup;

import java.util.List;

/**
 * The tables of a kind of windows: {@code <kind>_window} with a partition for each day around today, {@code <kind>_day},
 * {@code <kind>_rollup} and {@code <kind>_change}.
 *
 * @param kind what their names begin with
 * @param noted the column of identity by which it is noted what has changed
 * @param identity columns that, with generation and start, identify a row
 * @param values columns that are added up
 * @param filled condition on the rows that add anything
 * @param made more tables with a column {@code start} that are made when an hour is summed
 */
public record Tables(
        String kind, String noted, List<String> identity, List<String> values, String filled, List<String> made) {
    public Tables {
        identity = List.copyOf(identity);
        values = List.copyOf(values);
        made = List.copyOf(made);
    }

    /** A statement with the names in the place of {@code {kind}} and so on. */
    public String sql(String template) {
        return template.replace("{kind}", kind)
                .replace("{noted}", noted)
                .replace("{identity}", String.join(", ", identity))
                .replace("{values}", String.join(", ", values))
                .replace("{filled}", filled);
    }
}
