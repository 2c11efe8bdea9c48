package dev.pulso.processor.segment.feature;

import dev.pulso.processor.segment.definition.Definition;
import java.time.LocalDate;

/**
 * Days that count.
 *
 * @param from the first
 * @param asOf the day after the last; what {@code as_of} is in features
 */
record Window(LocalDate from, LocalDate asOf) {
    static Window of(Definition definition, LocalDate asOf) {
        return new Window(asOf.minus(definition.lookBack()), asOf);
    }

    static Window read(String text) {
        String[] days = text.split(" ", -1);
        return new Window(LocalDate.parse(days[0]), LocalDate.parse(days[1]));
    }

    boolean holds(String day) {
        return day.compareTo(from.toString()) >= 0 && day.compareTo(asOf.toString()) < 0;
    }

    @Override
    public String toString() {
        return from + " " + asOf;
    }
}
