package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the members of one event and checks them against the rules of CloudEvents 1.0. */
final class Attributes {
    /** The members that CloudEvents names. */
    private enum Named {
        ID,
        SOURCE,
        TYPE,
        SPECVERSION,
        SUBJECT,
        TIME,
        DATACONTENTTYPE,
        DATASCHEMA,
        DATA_BASE64,
        DATA;

        private static final Map<String, Named> BY_NAME =
                Stream.of(values()).collect(Collectors.toUnmodifiableMap(Named::attribute, Function.identity()));

        private final String attribute = name().toLowerCase(Locale.ROOT);

        String attribute() {
            return attribute;
        }
    }

    private static final List<Named> MAY_BE_ABSENT =
            List.of(Named.SUBJECT, Named.TIME, Named.DATACONTENTTYPE, Named.DATASCHEMA);

    /** The text of a member that is a string, else the kind of its value. */
    private final Map<Named, Object> named = new EnumMap<>(Named.class);

    private final Map<String, Object> extensions = new HashMap<>();
    private int nullTimeAt = -1;
    private int dataStart = -1;
    private int dataEnd = -1;

    void add(String name, JsonToken token, @Nullable String text) throws InvalidEventException {
        Named member = Named.BY_NAME.get(name);
        Object before = member == null ? extensions.get(name) : named.get(member);
        // JSON format 2.2: null is the same as absent; of data it is a value.
        if (before != null && (before != JsonToken.VALUE_NULL || member == Named.DATA)) {
            throw new InvalidEventException(
                    EventFault.DUPLICATE_ATTRIBUTE, pointer(name), "the attribute stands twice in the event");
        }
        Object value = text == null ? token : text;
        if (member == null) {
            extensions.put(name, value);
        } else {
            named.put(member, value);
        }
        if (member == null && !validName(name)) {
            throw new InvalidEventException(
                    EventFault.INVALID_ATTRIBUTE_NAME, pointer(name), "names are made of a-z and 0-9 only");
        }
        if (member != Named.DATA && token != JsonToken.VALUE_NULL) {
            checkType(name, member, token);
        }
    }

    /** Where {@code data} is in the bytes of the event. */
    void dataAt(int start, int end) {
        dataStart = start;
        dataEnd = end;
    }

    /** Where a {@code null} stands for the time. */
    void nullTimeAt(int start) {
        nullTimeAt = start;
    }

    @Nullable
    String readableId() {
        return text(Named.ID);
    }

    private @Nullable String text(Named member) {
        return named.get(member) instanceof String text ? text : null;
    }

    Envelope checked() throws InvalidEventException {
        String version = required(Named.SPECVERSION);
        if (!version.equals("1.0")) {
            throw new InvalidEventException(
                    EventFault.UNSUPPORTED_SPECVERSION, "/specversion", "only CloudEvents 1.0 is understood");
        }
        String id = required(Named.ID);
        String source = required(Named.SOURCE);
        String type = required(Named.TYPE);
        checkUri("source", source);
        for (Named member : MAY_BE_ABSENT) {
            checkNotEmpty(member, text(member));
        }
        checkOptional();
        boolean timeGiven = text(Named.TIME) != null;
        return new Envelope(
                id,
                source,
                type,
                text(Named.SUBJECT),
                timeGiven,
                timeGiven ? -1 : nullTimeAt,
                extensions.containsKey(EventStamps.VALUE),
                extensions.containsKey(TraceParent.NAME),
                dataStart,
                dataEnd);
    }

    private void checkOptional() throws InvalidEventException {
        String time = text(Named.TIME);
        if (time != null) {
            EventTime.check(time);
        }
        String schema = text(Named.DATASCHEMA);
        if (schema != null) {
            checkUri("dataschema", schema);
        }
        String base64 = text(Named.DATA_BASE64);
        if (base64 == null) {
            return;
        }
        if (dataStart >= 0) {
            throw new InvalidEventException(
                    EventFault.DATA_CONFLICT, "/data_base64", "data and data_base64 exclude each other");
        }
        try {
            Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException(EventFault.INVALID_DATA, "/data_base64", "data_base64 is not base64");
        }
    }

    private String required(Named member) throws InvalidEventException {
        String text = text(member);
        String name = member.attribute();
        if (text == null) {
            throw new InvalidEventException(EventFault.MISSING_ATTRIBUTE, "/" + name, name + " is missing");
        }
        checkNotEmpty(member, text);
        return text;
    }

    private static void checkNotEmpty(Named member, @Nullable String text) throws InvalidEventException {
        if (text != null && text.isEmpty()) {
            String name = member.attribute();
            throw new InvalidEventException(EventFault.EMPTY_ATTRIBUTE, "/" + name, name + " is empty");
        }
    }

    private static void checkUri(String name, String text) throws InvalidEventException {
        if (plainPath(text)) {
            return;
        }
        try {
            new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidEventException(EventFault.INVALID_URI, "/" + name, name + " is no URI reference");
        }
    }

    /** Whether it is a path of unreserved characters, the commonest source of all and a URI reference for certain. */
    static boolean plainPath(String text) {
        if (!text.startsWith("/") || text.startsWith("//")) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '/'
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static void checkType(String name, @Nullable Named member, JsonToken token) throws InvalidEventException {
        boolean fits = member == null ? token.isScalarValue() : token == JsonToken.VALUE_STRING;
        if (!fits) {
            throw new InvalidEventException(
                    EventFault.INVALID_ATTRIBUTE_TYPE,
                    pointer(name),
                    member == null ? "an extension is a string, number or boolean" : name + " must be a string");
        }
    }

    private static boolean validName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String pointer(String name) {
        // A name is the sender's and may be long: a pointer is for finding, not for carrying it.
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return "/" + (escaped.length() > 100 ? escaped.substring(0, 100) : escaped);
    }
}
