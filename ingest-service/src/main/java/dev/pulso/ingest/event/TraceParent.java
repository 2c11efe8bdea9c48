package dev.pulso.ingest.event;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code traceparent} header of W3C Trace Context. One that does not conform is as if it were not there. */
public final class TraceParent {
    public static final String NAME = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final int EXTRA = 5;

    private TraceParent() {}

    /**
     * @param values all headers of that name
     * @return the header in version 00, the only one whose form we can vouch for; null if it must be ignored
     */
    public static @Nullable String of(@Nullable List<String> values) {
        if (values == null || values.size() != 1) {
            return null;
        }
        Matcher header = FORM.matcher(values.get(0));
        if (!header.matches() || header.group(1).equals("ff")) {
            return null;
        }
        if (header.group(1).equals("00")) {
            return header.group(EXTRA) == null ? values.get(0) : null;
        }
        // Of a version to come only the sampled flag is known to mean the same.
        int flags = Integer.parseInt(header.group(4), 16) & 1;
        return "00-" + header.group(2) + "-" + header.group(3) + "-0" + flags;
    }
}
