package dev.pulso.extractor.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the columns of a file stand; -1 for an optional one that is absent.
 *
 * @param size number of columns every row must have
 */
record CsvHeader(int size, int id, int time, int text, int author, int lang, int followers) {
    static final int ABSENT = -1;

    /** @throws UnreadableFileException if a column that must be there is not */
    static CsvHeader of(List<String> names, CsvColumns columns) throws UnreadableFileException {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i).strip(), i);
        }
        return new CsvHeader(
                names.size(),
                required(positions, columns.id(), "id"),
                required(positions, columns.time(), "time"),
                required(positions, columns.text(), "text"),
                optional(positions, columns.author(), "author"),
                optional(positions, columns.lang(), "lang"),
                optional(positions, columns.followers(), "followers"));
    }

    private static int required(Map<String, Integer> positions, Optional<String> named, String role)
            throws UnreadableFileException {
        String name = named.orElse(role);
        Integer position = positions.get(name);
        if (position == null) {
            throw new UnreadableFileException(
                    "missing-column",
                    "the header has no column '" + name + "' for " + role + "; name it with " + role + "=");
        }
        return position;
    }

    private static int optional(Map<String, Integer> positions, Optional<String> named, String role)
            throws UnreadableFileException {
        return named.isPresent() ? required(positions, named, role) : positions.getOrDefault(role, ABSENT);
    }
}
