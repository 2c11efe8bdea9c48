package dev.pulso.extractor.replay;

import dev.pulso.extractor.format.PostFormat;
import dev.pulso.extractor.format.TimeFormat;
import dev.pulso.extractor.problem.ProblemException;
import dev.pulso.extractor.problem.ProblemType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of a new replay, as written by the caller. */
public class ReplayQuery {
    private static final Pattern NETWORK = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    @RestQuery
    @Parameter(description = "x-v1, x-v2, mastodon, jetstream, pulso or csv")
    @Nullable
    String format;

    @RestQuery
    @Parameter(description = "Name space of the ids; by default that of the format")
    @Nullable
    String network;

    @RestQuery
    @Parameter(description = "max (default), realtime or a factor")
    @Nullable
    String speed;

    @RestQuery
    @Parameter(description = "asRecorded (default) or asLive: times move so that they lie around now")
    @Nullable
    String retime;

    @RestQuery
    @Nullable
    String id;

    @RestQuery
    @Nullable
    String time;

    @RestQuery
    @Nullable
    String text;

    @RestQuery
    @Nullable
    String author;

    @RestQuery
    @Nullable
    String lang;

    @RestQuery
    @Nullable
    String followers;

    @RestQuery
    @Parameter(
            description = "Pattern of java.time.format.DateTimeFormatter, iso (default), epochSeconds or epochMillis")
    @Nullable
    String timeFormat;

    @RestQuery
    @Parameter(description = "Zone of times without offset, UTC by default")
    @Nullable
    String zone;

    /** @throws ProblemException if a parameter is missing or wrong */
    ReplayOptions options() {
        return new ReplayOptions(
                formatOption(),
                networkOption(),
                speedOption(),
                retimeOption(),
                present(id),
                present(time),
                present(text),
                present(author),
                present(lang),
                present(followers),
                timeFormatOption(),
                zoneOption());
    }

    private PostFormat formatOption() {
        String name = present(format);
        if (name == null) {
            throw invalid("format", "is missing; one of " + PostFormat.wireNames());
        }
        return PostFormat.of(name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNSUPPORTED_FORMAT, "format is one of " + PostFormat.wireNames()));
    }

    private @Nullable String networkOption() {
        String name = present(network);
        if (name != null && !NETWORK.matcher(name).matches()) {
            throw invalid("network", "is lower-case letters, digits, dots and dashes");
        }
        return name;
    }

    private Speed speedOption() {
        String value = present(speed);
        try {
            return value == null ? Speed.MAX : Speed.of(value);
        } catch (IllegalArgumentException e) {
            throw invalid("speed", "is max, realtime or a factor greater than 0");
        }
    }

    private ReplayOptions.Retime retimeOption() {
        String value = present(retime);
        if (value == null || value.equals("asRecorded")) {
            return ReplayOptions.Retime.AS_RECORDED;
        }
        if (value.equals("asLive")) {
            return ReplayOptions.Retime.AS_LIVE;
        }
        throw invalid("retime", "is asRecorded or asLive");
    }

    private String timeFormatOption() {
        String value = present(timeFormat);
        if (value == null) {
            return "iso";
        }
        try {
            return TimeFormat.of(value, ZoneOffset.UTC).name();
        } catch (IllegalArgumentException e) {
            throw invalid("timeFormat", "is iso, epochSeconds, epochMillis or a pattern of java.time");
        }
    }

    private ZoneId zoneOption() {
        if (zone == null || zone.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            // An unescaped plus sign of a query arrives as a blank.
            return ZoneId.of(zone.startsWith(" ") ? "+" + zone.substring(1) : zone);
        } catch (DateTimeException e) {
            throw invalid("zone", "is a zone id such as America/New_York or an offset such as -04:00");
        }
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private static ProblemException invalid(String name, String rule) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, name + " " + rule);
    }
}
