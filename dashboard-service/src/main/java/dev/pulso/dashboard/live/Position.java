package dev.pulso.dashboard.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A place in the result topics: for each view the next offset of every partition. It is the {@code id} of every SSE
 * event. Offsets belong to the broker, so each replica says the same, before and after a restart.
 *
 * <p>Wire form: {@code hashtags~5f3a=12.0.7.3,pipeline~09bc=44}.
 */
public record Position(Map<View, Place> places) {
    private static final Pattern PLACE = Pattern.compile("([a-z]+)~([0-9a-f]{1,16})=(\\d{1,18}(?:\\.\\d{1,18})*)");
    /** Longest id looked at: five views with hundreds of partitions are below it. */
    private static final int MAX_LENGTH = 8_192;

    /** The position of a client that has seen nothing. */
    public static final Position NONE = new Position(Map.of());

    /**
     * The place in one topic.
     *
     * @param incarnation hexadecimal name of the topic's life: a topic made anew counts from zero again, so offsets of
     *     another incarnation say nothing
     * @param next next offset to read, by partition
     */
    public record Place(String incarnation, List<Long> next) {
        public Place {
            next = List.copyOf(next);
        }

        private boolean covers(Place other) {
            return incarnation.equals(other.incarnation)
                    && next.size() == other.next.size()
                    && IntStream.range(0, next.size()).allMatch(p -> next.get(p) >= other.next.get(p));
        }
    }

    public Position {
        places = places.isEmpty() ? Map.of() : Map.copyOf(places);
    }

    public Position only(Set<View> views) {
        return new Position(places.entrySet().stream()
                .filter(entry -> views.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** This position, moved to where {@code other} is in one view. */
    public Position with(View view, Position other) {
        Map<View, Place> moved = new EnumMap<>(View.class);
        moved.putAll(places);
        Place place = other.places.get(view);
        if (place != null) {
            moved.put(view, place);
        }
        return new Position(moved);
    }

    /** Whether everything up to {@code other} is also before this one. */
    public boolean covers(Position other) {
        return other.places.entrySet().stream().allMatch(entry -> {
            Place here = places.get(entry.getKey());
            return here != null && here.covers(entry.getValue());
        });
    }

    /** The wire form. Never empty, because an SSE client ignores an empty id: without any topic it is {@code -}. */
    public String encode() {
        String text = places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().wireName() + "~" + entry.getValue().incarnation() + "="
                        + entry.getValue().next().stream().map(String::valueOf).collect(Collectors.joining(".")))
                .collect(Collectors.joining(","));
        return text.isEmpty() ? "-" : text;
    }

    /** Reads the wire form; empty if the text is not one of ours. */
    public static Optional<Position> parse(String text) {
        if (text.equals("-")) {
            return Optional.of(NONE);
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Map<View, Place> places = new EnumMap<>(View.class);
        for (String part : text.split(",", -1)) {
            Matcher matcher = PLACE.matcher(part);
            Optional<View> view = matcher.matches() ? View.named(matcher.group(1)) : Optional.empty();
            if (view.isEmpty()) {
                return Optional.empty();
            }
            List<Long> next = new ArrayList<>();
            for (String offset : matcher.group(3).split("\\.", -1)) {
                next.add(Long.parseLong(offset));
            }
            places.put(view.get(), new Place(matcher.group(2), next));
        }
        return Optional.of(new Position(places));
    }
}
