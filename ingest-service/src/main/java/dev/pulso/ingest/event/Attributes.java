package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the members of one event and checks them against the rules of CloudEvents 1.0. */
final class Attributes {
    private static final Set<String> TEXTS = Set.of(
            "id", "source", "type", "specversion", "subject", "time", "datacontenttype", "dataschema", "data_base64");

    private final Map<String, String> texts = new HashMap<>();
    // Those that are null too: an attribute must not be put beside its null, of two members the last would win.
    private final Set<String> seen = new HashSet<>();
    private final Set<String> nulls = new HashSet<>(0);
    private int nullTimeAt = -1;
    private int dataStart = -1;
    private int dataEnd = -1;

    void add(String name, JsonToken token, @Nullable String text, int start, int end) throws InvalidEventException {
        // JSON format 2.2: null is the same as absent.
        if (!seen.add(name) && !nulls.remove(name)) {
            throw new InvalidEventException(
                    EventFault.DUPLICATE_ATTRIBUTE, pointer(name), "the attribute stands twice in the event");
        }
        if (name.equals("data")) {
            dataStart = start;
            dataEnd = end;
            return;
        }
        if (!name.equals("data_base64") && !validName(name)) {
            throw new InvalidEventException(
                    EventFault.INVALID_ATTRIBUTE_NAME, pointer(name), "names are made of a-z and 0-9 only");
        }
        if (token == JsonToken.VALUE_NULL) {
            nulls.add(name);
            nullTimeAt = name.equals("time") ? start : nullTimeAt;
            return;
        }
        checkType(name, token);
        if (text != null) {
            texts.put(name, text);
        }
    }

    @Nullable
    String readableId() {
        return texts.get("id");
    }

    Envelope checked() throws InvalidEventException {
        String version = required("specversion");
        if (!version.equals("1.0")) {
            throw new InvalidEventException(
                    EventFault.UNSUPPORTED_SPECVERSION, "/specversion", "only CloudEvents 1.0 is understood");
        }
        String id = required("id");
        String source = required("source");
        String type = required("type");
        checkUri("source", source);
        for (String name : TEXTS) {
            checkNotEmpty(name);
        }
        checkOptional();
        boolean timeGiven = texts.containsKey("time");
        return new Envelope(
                id,
                source,
                type,
                texts.get("subject"),
                timeGiven,
                timeGiven ? -1 : nullTimeAt,
                seen.contains(EventStamps.VALUE),
                seen.contains(TraceParent.NAME),
                dataStart,
                dataEnd);
    }

    private void checkOptional() throws InvalidEventException {
        String time = texts.get("time");
        if (time != null) {
            EventTime.check(time);
        }
        String schema = texts.get("dataschema");
        if (schema != null) {
            checkUri("dataschema", schema);
        }
        String base64 = texts.get("data_base64");
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

    private String required(String name) throws InvalidEventException {
        String text = texts.get(name);
        if (text == null) {
            throw new InvalidEventException(EventFault.MISSING_ATTRIBUTE, "/" + name, name + " is missing");
        }
        checkNotEmpty(name);
        return text;
    }

    private void checkNotEmpty(String name) throws InvalidEventException {
        if ("".equals(texts.get(name)) && !name.equals("data_base64")) {
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

    private static void checkType(String name, JsonToken token) throws InvalidEventException {
        boolean fits = TEXTS.contains(name) ? token == JsonToken.VALUE_STRING : token.isScalarValue();
        if (!fits) {
            throw new InvalidEventException(
                    EventFault.INVALID_ATTRIBUTE_TYPE,
                    pointer(name),
                    TEXTS.contains(name) ? name + " must be a string" : "an extension is a string, number or boolean");
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
