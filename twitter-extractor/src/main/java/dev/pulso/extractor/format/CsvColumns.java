package dev.pulso.extractor.format;

import java.util.Optional;

/**
 * Which columns of a CSV file hold what. {@code id}, {@code time} and {@code text} must be there; the others are read if
 * they are, and must be there if they were named.
 */
public record CsvColumns(
        Optional<String> id,
        Optional<String> time,
        Optional<String> text,
        Optional<String> author,
        Optional<String> lang,
        Optional<String> followers,
        TimeFormat timeFormat) {}
