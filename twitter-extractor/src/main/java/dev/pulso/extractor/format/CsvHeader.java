package dev.pulso.extractor.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the columns of a file stand; -1 for an optional one that is absent.
 *
 * @param size number of columns every row must have
 */
record CsvHeader(int size, int id, int time, int text, int author, int lang, int followers) {
    static final int ABSENT = -1;
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 40;

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
                    "the header has no column '" + name + "' for " + role + "; name it with " + role + "=, one of "
                            + shown(positions.keySet()));
        }
        return position;
    }

    /** A file without a header would show its first row, so not all of it. */
    private static String shown(Set<String> names) {
        return names.stream()
                .sorted()
                .limit(MOST_NAMES)
                .map(name -> name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name)
                .collect(Collectors.joining(", "));
    }

    private static int optional(Map<String, Integer> positions, Optional<String> named, String role)
            throws UnreadableFileException {
        return named.isPresent() ? required(positions, named, role) : positions.getOrDefault(role, ABSENT);
    }
}
